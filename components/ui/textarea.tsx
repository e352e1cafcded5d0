'use client'
import type { ComponentProps } from 'react'
import { cn } from './cn.ts'
import { controlClass } from './control-class.ts'
import { useFieldControl } from './field-context.ts'

type Props = ComponentProps<'textarea'> & { isMono?: boolean }

/** Grows with its text up to the page's height. */
export function Textarea({ className, isMono, ...props }: Props) {
  const field = useFieldControl()
  return (
    <textarea
      {...field}
      className={cn(
        controlClass,
        'field-sizing-content max-h-[60vh] min-h-20 px-2.5 py-1.5',
        isMono && 'font-mono text-table',
        className,
      )}
      {...props}
    />
  )
}
