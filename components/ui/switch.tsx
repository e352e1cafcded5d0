'use client'
import { Switch as Radix } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from './cn.ts'
import { useFieldControl } from './field-context.ts'

/** On or off, in force at once. Inside a form that is saved later, use a checkbox. */
export function Switch({ className, ...props }: ComponentProps<typeof Radix.Root>) {
  const field = useFieldControl()
  return (
    <Radix.Root
      {...field}
      className={cn(
        'relative h-5 w-8 shrink-0 rounded-full bg-line-control transition-colors duration-100 disabled:opacity-50 data-[state=checked]:bg-accent',
        className,
      )}
      {...props}
    >
      <Radix.Thumb className="block size-4 translate-x-0.5 rounded-full bg-on-accent transition-transform duration-100 data-[state=checked]:translate-x-3.5" />
    </Radix.Root>
  )
}
