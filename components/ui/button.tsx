import { LoaderCircle } from 'lucide-react'
import type { ComponentProps } from 'react'
import { type ButtonVariants, buttonVariants } from './button-variants.ts'
import { cn } from './cn.ts'

type Props = ComponentProps<'button'> & ButtonVariants & { isPending?: boolean }

/** A button. `isPending` shows a spinner, says so to screen readers and takes no second click. */
export function Button({ className, variant, size, isPending = false, disabled, children, ...props }: Props) {
  return (
    <button
      type="button"
      className={cn(buttonVariants({ variant, size }), className)}
      disabled={disabled || isPending}
      aria-busy={isPending || undefined}
      {...props}
    >
      {isPending && <LoaderCircle className="animate-spin" aria-hidden />}
      {children}
    </button>
  )
}
