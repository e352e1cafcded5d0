'use client'
import { Tooltip as Radix } from 'radix-ui'
import type { ReactNode } from 'react'

type Props = {
  /** Short; nothing that is not also reachable otherwise. */
  content: ReactNode
  side?: 'top' | 'right' | 'bottom' | 'left'
  /** One focusable element. */
  children: ReactNode
}

export function Tooltip({ content, side = 'top', children }: Props) {
  return (
    <Radix.Provider delayDuration={300}>
      <Radix.Root>
        <Radix.Trigger asChild>{children}</Radix.Trigger>
        <Radix.Portal>
          <Radix.Content
            side={side}
            sideOffset={6}
            collisionPadding={8}
            className="z-50 max-w-72 rounded-control bg-text px-2 py-1 text-meta text-ground data-[state=delayed-open]:animate-pop-in"
          >
            {content}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  )
}
