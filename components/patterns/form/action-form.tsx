'use client'
import type { ReactNode } from 'react'
import { type FieldValues, FormProvider } from 'react-hook-form'
import { Button } from '#components/ui/button.tsx'
import type { ButtonVariants } from '#components/ui/button-variants.ts'
import { cn } from '#components/ui/cn.ts'
import { ActionErrorCallout } from '../action-error-callout.tsx'
import { ActionFormContext, useActionFormState } from './action-form-context.ts'
import type { ActionForm as State } from './use-action-form.ts'

type Props<Values extends FieldValues> = {
  state: State<Values>
  className?: string
  children: ReactNode
}

/** The `<form>` around fields that were made by `useActionForm`. */
export function ActionForm<Values extends FieldValues>({ state, className, children }: Props<Values>) {
  return (
    <FormProvider {...state.form}>
      <ActionFormContext value={{ isPending: state.isPending, error: state.error }}>
        <form
          method="post"
          noValidate
          aria-busy={state.isPending || undefined}
          onSubmit={(event) => {
            event.preventDefault()
            event.stopPropagation()
            state.submit()
          }}
          className={cn('flex flex-col gap-4', className)}
        >
          {children}
        </form>
      </ActionFormContext>
    </FormProvider>
  )
}

/** Error that belongs to no field. Put it above the buttons. */
export function FormError() {
  const { error } = useActionFormState()
  return error && <ActionErrorCallout error={error} />
}

type SubmitProps = ButtonVariants & { children: ReactNode; className?: string; disabled?: boolean }

export function SubmitButton({ children, variant = 'primary', ...props }: SubmitProps) {
  const { isPending } = useActionFormState()
  return (
    <Button type="submit" variant={variant} isPending={isPending} {...props}>
      {children}
    </Button>
  )
}

/** Buttons at the end of a form. */
export function FormActions({ children, className }: { children: ReactNode; className?: string }) {
  return <div className={cn('flex flex-wrap items-center gap-2 pt-1', className)}>{children}</div>
}
