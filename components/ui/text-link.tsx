import Link from 'next/link'
import type { ComponentProps } from 'react'
import { cn } from './cn.ts'

/** A link inside text. */
export function TextLink({ className, ...props }: ComponentProps<typeof Link>) {
  return (
    <Link
      className={cn(
        'rounded-tag text-accent-text underline decoration-accent-line underline-offset-3 hover:decoration-current',
        className,
      )}
      {...props}
    />
  )
}
