'use client'
import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { cn } from './cn.ts'
import { overlayClass } from './dialog.tsx'

export const Sheet = Radix.Root
export const SheetTrigger = Radix.Trigger

type Props = {
  title: ReactNode
  isTitleHidden?: boolean
  side?: 'left' | 'right'
  className?: string
  children: ReactNode
}

const sides = {
  left: 'left-0 w-72 data-[state=closed]:animate-sheet-left-out data-[state=open]:animate-sheet-left-in',
  right:
    'right-0 w-[min(36rem,100vw)] data-[state=closed]:animate-sheet-out data-[state=open]:animate-sheet-in',
}

/** A pane from the side, over the page: details on wide screens, navigation on small ones. */
export function SheetContent({ title, isTitleHidden = false, side = 'right', className, children }: Props) {
  return (
    <Radix.Portal>
      <Radix.Overlay className={overlayClass} />
      <Radix.Content
        aria-describedby={undefined}
        className={cn(
          'fixed inset-y-0 z-50 flex max-w-[calc(100vw-2rem)] flex-col bg-raised shadow-modal outline-none',
          sides[side],
          className,
        )}
      >
        <div
          className={cn(
            'flex h-12 shrink-0 items-center justify-between border-b border-line pr-2 pl-4',
            isTitleHidden && 'sr-only',
          )}
        >
          <Radix.Title className="truncate text-section">{title}</Radix.Title>
          <Radix.Close asChild>
            <Button variant="ghost" size="icon-small" aria-label="Close">
              <X aria-hidden />
            </Button>
          </Radix.Close>
        </div>
        <div className="scroll-thin min-h-0 flex-1 overflow-y-auto">{children}</div>
      </Radix.Content>
    </Radix.Portal>
  )
}
