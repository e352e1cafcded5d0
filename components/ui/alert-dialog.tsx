'use client'
import { AlertDialog as Radix } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn.ts'
import { dialogClass, overlayClass } from './dialog.tsx'

export const AlertDialog = Radix.Root
export const AlertDialogTrigger = Radix.Trigger
export const AlertDialogCancel = Radix.Cancel

type Props = Omit<ComponentProps<typeof Radix.Content>, 'title'> & {
  title: ReactNode
  description: ReactNode
  footer: ReactNode
}

/** A dialog that must be answered: no close by a click outside. */
export function AlertDialogContent({ title, description, footer, className, children, ...props }: Props) {
  return (
    <Radix.Portal>
      <Radix.Overlay className={overlayClass} />
      <Radix.Content className={cn(dialogClass, 'max-w-md', className)} {...props}>
        <div className="scroll-thin min-h-0 flex-1 overflow-y-auto px-5 pt-4 pb-5">
          <Radix.Title className="text-section">{title}</Radix.Title>
          <Radix.Description asChild>
            <div className="mt-1.5 text-body text-muted">{description}</div>
          </Radix.Description>
          {children}
        </div>
        <div className="flex flex-wrap justify-end gap-2 border-t border-line bg-subtle px-5 py-3">
          {footer}
        </div>
      </Radix.Content>
    </Radix.Portal>
  )
}
