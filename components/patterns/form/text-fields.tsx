'use client'
import type { ComponentProps, ReactNode } from 'react'
import { useFormContext } from 'react-hook-form'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { useFieldError } from './use-field-error.ts'

export type FieldProps = {
  /** Path in the form's values: `rateLimit.requests`. */
  name: string
  label: ReactNode
  hint?: ReactNode
  isOptional?: boolean
  aside?: ReactNode
  isLabelHidden?: boolean
  className?: string
}

type TextProps = FieldProps & Omit<ComponentProps<typeof Input>, 'name' | 'className'>

export function TextField({
  name,
  label,
  hint,
  isOptional,
  aside,
  isLabelHidden,
  className,
  ...input
}: TextProps) {
  const { register } = useFormContext()
  const error = useFieldError(name)
  return (
    <Field {...{ label, hint, isOptional, aside, isLabelHidden, className, error }}>
      <Input {...register(name)} {...input} />
    </Field>
  )
}

/** Its value is a number, or undefined while it is empty. */
export function NumberField({
  name,
  label,
  hint,
  isOptional,
  aside,
  isLabelHidden,
  className,
  ...input
}: TextProps) {
  const { register } = useFormContext()
  const error = useFieldError(name)
  const toNumber = (value: unknown) =>
    value === '' || value === undefined || value === null ? undefined : Number(value)
  return (
    <Field {...{ label, hint, isOptional, aside, isLabelHidden, className, error }}>
      <Input inputMode="numeric" {...register(name, { setValueAs: toNumber })} {...input} />
    </Field>
  )
}

type TextareaProps = FieldProps & Omit<ComponentProps<typeof Textarea>, 'name' | 'className'>

export function TextareaField({
  name,
  label,
  hint,
  isOptional,
  aside,
  isLabelHidden,
  className,
  ...input
}: TextareaProps) {
  const { register } = useFormContext()
  const error = useFieldError(name)
  return (
    <Field {...{ label, hint, isOptional, aside, isLabelHidden, className, error }}>
      <Textarea {...register(name)} {...input} />
    </Field>
  )
}
