'use client'
import { z } from 'zod'
import type { ActionResult } from '#lib/core/action-result.ts'
import {
  ActionForm,
  FormActions,
  FormError,
  SelectField,
  SubmitButton,
  TextField,
  useActionForm,
} from './form/index.ts'
import { expiryIn, LIFETIMES, Lifetime } from './lifetime.ts'

type Props = {
  /** Checks the name. */
  name: z.ZodString
  /** What a good name says. */
  hint: string
  lifetime: Lifetime
  submitLabel: string
  create: (input: { name: string; expiresAt: string | null }) => Promise<ActionResult<{ secret: string }>>
  onMade: (secret: string) => void
}

/** Name and lifetime of a secret that is to be made. */
export function LifetimeForm({ name, hint, lifetime, submitLabel, create, onMade }: Props) {
  const state = useActionForm({
    schema: z.object({ name, lifetimeDays: Lifetime }),
    defaultValues: { name: '', lifetimeDays: lifetime },
    action: ({ name: chosen, lifetimeDays }) => create({ name: chosen, expiresAt: expiryIn(lifetimeDays) }),
    onSuccess: ({ secret }) => onMade(secret),
  })
  return (
    <ActionForm state={state}>
      <TextField name="name" label="Name" hint={hint} autoFocus />
      <SelectField name="lifetimeDays" label="Expires" options={LIFETIMES} />
      <FormError />
      <FormActions>
        <SubmitButton>{submitLabel}</SubmitButton>
      </FormActions>
    </ActionForm>
  )
}
