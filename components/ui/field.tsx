'use client'
import { CircleAlert } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { cn } from './cn.ts'
import { FieldContext } from './field-context.ts'
import { Label } from './label.tsx'

type Props = {
  label: ReactNode
  /** What belongs in, or what follows from it. */
  hint?: ReactNode
  error?: string | undefined
  isRequired?: boolean
  /** Says "optional" beside the label. */
  isOptional?: boolean
  /** At the right of the label, e.g. a link. */
  aside?: ReactNode
  isLabelHidden?: boolean
  className?: string
  children: ReactNode
}

/** Label, control, hint and error, tied together for screen readers. The control is one of ours inside. */
export function Field(props: Props) {
  const id = useId()
  const { error, hint } = props
  const describedBy = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined
  return (
    <FieldContext
      value={{
        id,
        'aria-describedby': describedBy,
        'aria-invalid': error ? true : undefined,
        'aria-required': props.isRequired || undefined,
      }}
    >
      <div className={cn('flex min-w-0 flex-col gap-1.5', props.className)}>
        <div className={cn('flex items-baseline justify-between gap-3', props.isLabelHidden && 'sr-only')}>
          <Label htmlFor={id}>
            {props.label}
            {props.isOptional && <span className="ml-1.5 font-normal text-muted">optional</span>}
          </Label>
          {props.aside}
        </div>
        {props.children}
        {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
        {hint && (
          <p id={`${id}-hint`} className="text-meta text-muted">
            {hint}
          </p>
        )}
      </div>
    </FieldContext>
  )
}

/** The message under a control. */
export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} role="alert" className="flex items-start gap-1.5 text-meta text-danger-text">
      <CircleAlert className="mt-px size-3.5 shrink-0" aria-hidden />
      <span className="min-w-0 break-words">{children}</span>
    </p>
  )
}
