'use client'
import { createContext, use } from 'react'

type FieldControl = {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
  'aria-required': true | undefined
}

export const FieldContext = createContext<FieldControl | null>(null)

/** Id and aria attributes of the surrounding `Field`, for a control to spread before its own props. */
export function useFieldControl(): Partial<FieldControl> {
  return use(FieldContext) ?? {}
}
