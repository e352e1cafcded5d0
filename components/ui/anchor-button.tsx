import type { ComponentProps } from 'react'
import { type ButtonVariants, buttonVariants } from './button-variants.ts'
import { cn } from './cn.ts'

/** A link to what is no page of ours, a file or another site: nothing of it is fetched before the click. */
export function AnchorButton({ className, variant, size, ...props }: ComponentProps<'a'> & ButtonVariants) {
  return <a className={cn(buttonVariants({ variant, size }), className)} {...props} />
}
