'use client'
import { useState } from 'react'
import { ConfirmDialog } from '#components/patterns/confirm-dialog.tsx'
import { Button } from '#components/ui/button.tsx'
import { exactTime } from '#components/ui/time-format.ts'
import type { ActionResult } from '#lib/core/action-result.ts'
import type { AheadEvent, ClockMoved } from '#lib/sandbox/schema.ts'
import { PassedList } from './passed-list.tsx'

/** `moveClock` of one sandbox. */
export type Move = (by: { to: string } | { bySeconds: number }) => Promise<ActionResult<ClockMoved>>

type Props = {
  label: string
  /** Where to, or how far. */
  by: { to: Date } | { bySeconds: number }
  offsetMs: number
  ahead: AheadEvent[]
  move: Move
  variant?: 'secondary' | 'ghost'
  /** For lists, where many are called the same. */
  ariaLabel?: string
}

/** A button that turns the clock; it asks with what happens on the way. */
export function MoveClock({ label, by, offsetMs, ahead, move, variant = 'secondary', ariaLabel }: Props) {
  const [to, setTo] = useState<Date | null>(null)
  const target = () => ('to' in by ? by.to : new Date(Date.now() + offsetMs + by.bySeconds * 1_000))
  return (
    <>
      <Button variant={variant} size="small" aria-label={ariaLabel} onClick={() => setTo(target())}>
        {label}
      </Button>
      <ConfirmDialog
        isOpen={to !== null}
        onOpenChange={(isOpen) => !isOpen && setTo(null)}
        title={to ? `Move the clock to ${exactTime(to, 'exact')}` : 'Move the clock'}
        tone="primary"
        consequence={
          to && (
            <>
              <PassedList ahead={ahead} to={to} />
              <span className="mt-2 block">It goes forward only.</span>
            </>
          )
        }
        confirmLabel="Move clock"
        doneMessage="Clock moved"
        action={() => move('to' in by ? { to: by.to.toISOString() } : by)}
      />
    </>
  )
}
