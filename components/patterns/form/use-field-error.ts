'use client'
import { get, useFormState } from 'react-hook-form'

/** The message at a field, if there is one. */
export function useFieldError(name: string): string | undefined {
  const { errors } = useFormState({ name })
  const found: { message?: unknown } | undefined = get(errors, name)
  const message = found?.message
  return typeof message === 'string' ? message : undefined
}
