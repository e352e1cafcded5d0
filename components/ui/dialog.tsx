'use client'
import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { Button } from './button.tsx'
import { cn } from './cn.ts'

export const Dialog = Radix.Root
export const DialogTrigger = Radix.Trigger
export const DialogClose = Radix.Close

export const overlayClass =
  'fixed inset-0 z-50 bg-shade data-[state=closed]:animate-fade-out data-[state=open]:animate-fade-in'
export const dialogClass =
  'fixed inset-x-4 top-[max(1rem,12vh)] z-50 mx-auto flex max-h-[min(80vh,calc(100dvh-2rem))] flex-col overflow-hidden rounded-dialog bg-raised shadow-modal outline-none data-[state=closed]:animate-dialog-out data-[state=open]:animate-dialog-in'

type Props = Omit<ComponentProps<typeof Radix.Content>, 'title'> & {
  title: ReactNode
  description?: ReactNode
  /** Buttons at the bottom right. */
  footer?: ReactNode
  width?: 'small' | 'medium' | 'large'
}

const widths = { small: 'max-w-md', medium: 'max-w-xl', large: 'max-w-4xl' }

/** A dialog's window: title, body that scrolls, footer. Focus returns to the trigger when it closes. */
export function DialogContent({
  title,
  description,
  footer,
  width = 'small',
  className,
  children,
  ...props
}: Props) {
  return (
    <Radix.Portal>
      <Radix.Overlay className={overlayClass} />
      <Radix.Content
        {...(!description && { 'aria-describedby': undefined })}
        className={cn(dialogClass, widths[width], className)}
        {...props}
      >
        <div className="flex items-start justify-between gap-4 px-5 pt-4 pb-3">
          <div className="min-w-0">
            <Radix.Title className="text-section">{title}</Radix.Title>
            {description && (
              <Radix.Description className="mt-1 text-body text-muted">{description}</Radix.Description>
            )}
          </div>
          <Radix.Close asChild>
            <Button variant="ghost" size="icon-small" aria-label="Close" className="-mr-1.5">
              <X aria-hidden />
            </Button>
          </Radix.Close>
        </div>
        <div className="scroll-thin min-h-0 flex-1 overflow-y-auto px-5 pt-1 pb-5">{children}</div>
        {footer && <DialogFooter>{footer}</DialogFooter>}
      </Radix.Content>
    </Radix.Portal>
  )
}

export function DialogFooter({ children }: { children: ReactNode }) {
  return (
    <div className="flex flex-wrap justify-end gap-2 border-t border-line bg-subtle px-5 py-3">
      {children}
    </div>
  )
}
