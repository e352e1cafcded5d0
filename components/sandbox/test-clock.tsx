'use client'
import { useSyncExternalStore } from 'react'
import { exactTime } from '#components/ui/time-format.ts'

const STEP_MS = 1_000
const subscribe = (notify: () => void) => {
  const timer = setInterval(notify, STEP_MS)
  return () => clearInterval(timer)
}
const now = () => Math.floor(Date.now() / STEP_MS) * STEP_MS

type Props = {
  offsetMs: number
  /** `minute`: "3 Dec 2026, 14:05" · `exact`: with seconds and zone. */
  look: 'minute' | 'exact'
  className?: string
}

/** What a sandbox's clock shows, going on. */
export function TestClock({ offsetMs, look, className }: Props) {
  const date = new Date(useSyncExternalStore(subscribe, now, now) + offsetMs)
  const text = exactTime(date, 'exact')
  return (
    <time
      dateTime={date.toISOString()}
      title={`${text}, by the sandbox’s clock`}
      className={className}
      suppressHydrationWarning
    >
      {look === 'exact' ? text : text.replace(/:\d\d UTC$/, '')}
    </time>
  )
}
