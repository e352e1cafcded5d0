'use client'
import { zodResolver } from '@hookform/resolvers/zod'
import { useState, useTransition } from 'react'
import {
  type DefaultValues,
  type FieldPath,
  type FieldValues,
  type UseFormReturn,
  useForm,
} from 'react-hook-form'
import type { ZodType, z } from 'zod'
import type { ActionError, ActionResult } from '#lib/core/action-result.ts'
import { callAction } from '../call-action.ts'

type Options<Schema extends ZodType<unknown, FieldValues>, Data> = {
  /** Checks in the browser what the verb checks again. */
  schema: Schema
  defaultValues: DefaultValues<z.input<Schema>>
  /** A server action; it gets what was typed, so that the verb parses it once. */
  action: (input: z.input<Schema>) => Promise<ActionResult<Data>>
  onSuccess?: (data: Data, input: z.input<Schema>) => void
}

export type ActionForm<Values extends FieldValues> = {
  form: UseFormReturn<Values>
  submit: () => void
  isPending: boolean
  /** What belongs to no field. */
  error: ActionError | null
  setError: (error: ActionError | null) => void
}

/** A form that ends in a server action: keeps what was typed, puts errors at their fields, the rest above the button. */
export function useActionForm<Schema extends ZodType<unknown, FieldValues>, Data>(
  options: Options<Schema, Data>,
): ActionForm<z.input<Schema>> {
  type Values = z.input<Schema>
  const [error, setError] = useState<ActionError | null>(null)
  const [isPending, startTransition] = useTransition()
  const form = useForm<Values>({
    resolver: zodResolver<Values, unknown, unknown>(options.schema as never, undefined, {
      raw: true,
    }) as never,
    defaultValues: options.defaultValues,
    // Nothing is checked on leaving a field: a message that appears then moves the button away from under the click.
    shouldFocusError: true,
  })
  const send = (values: Values) =>
    startTransition(async () => {
      setError(null)
      const result = await callAction(() => options.action(values))
      if (result.ok) {
        form.reset(values)
        return options.onSuccess?.(result.data, values)
      }
      const isPlaced = placeErrors(form, result.error.fields ?? {})
      if (!isPlaced) setError(result.error)
    })
  return { form, submit: () => void form.handleSubmit(send)(), isPending, error, setError }
}

/** True when every message found its field; focuses the first. */
function placeErrors<Values extends FieldValues>(
  form: UseFormReturn<Values>,
  fields: Record<string, string>,
): boolean {
  const known = Object.entries(fields).filter(([name]) => hasField(form, name))
  for (const [index, [name, message]] of known.entries())
    form.setError(name as FieldPath<Values>, { type: 'server', message }, { shouldFocus: index === 0 })
  return known.length > 0 && known.length === Object.keys(fields).length
}

// A field that is registered can show a message; `a.b` may be registered as a whole under `a`.
function hasField<Values extends FieldValues>(form: UseFormReturn<Values>, name: string): boolean {
  const registered = form.control._names.mount
  return registered.has(name as never)
}
