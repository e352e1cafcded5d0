import Link from 'next/link'
import type { ComponentProps } from 'react'
import { type ButtonVariants, buttonVariants } from './button-variants.ts'
import { cn } from './cn.ts'

/** A link that looks like a button. */
export function LinkButton({
  className,
  variant,
  size,
  ...props
}: ComponentProps<typeof Link> & ButtonVariants) {
  return <Link className={cn(buttonVariants({ variant, size }), className)} {...props} />
}
