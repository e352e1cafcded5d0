'use client'
import type { ComponentProps } from 'react'
import { cn } from './cn.ts'
import { controlClass } from './control-class.ts'
import { useFieldControl } from './field-context.ts'

type Props = ComponentProps<'input'> & {
  /** For ids, paths, addresses. */
  isMono?: boolean
}

export function Input({ className, isMono, ...props }: Props) {
  const field = useFieldControl()
  return (
    <input
      {...field}
      className={cn(
        controlClass,
        'h-8 px-2.5 max-sm:h-9 max-sm:text-section max-sm:font-normal',
        isMono && 'font-mono text-table',
        className,
      )}
      {...props}
    />
  )
}
