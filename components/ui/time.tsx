'use client'
import { useSyncExternalStore } from 'react'
import { cn } from './cn.ts'
import { exactTime, relativeTime } from './time-format.ts'

const stepMs = 10_000
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

// One clock for all the times of a page.
function subscribe(listener: () => void) {
  listeners.add(listener)
  timer ??= setInterval(() => {
    for (const notify of listeners) notify()
  }, stepMs)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}
const now = () => Math.floor(Date.now() / stepMs) * stepMs

type Props = {
  /** A date, its ISO form or milliseconds; null shows `fallback`. */
  at: Date | string | number | null | undefined
  /** `relative` ("4 min ago", exact on hover), `date` ("21 Nov 2026"), `exact` ("21 Nov 2026, 05:54:08 UTC"), `clock` ("05:54:08"). */
  look?: 'relative' | 'date' | 'exact' | 'clock'
  fallback?: string
  className?: string
}

/** A moment. Words and zone (UTC) are the same on server and client, so nothing jumps. */
export function Time({ at, look = 'relative', fallback = 'Never', className }: Props) {
  const current = useSyncExternalStore(subscribe, now, now)
  if (at === null || at === undefined) return <span className={className}>{fallback}</span>
  const date = new Date(at)
  return (
    <time
      dateTime={date.toISOString()}
      title={exactTime(date, 'full')}
      className={cn('whitespace-nowrap', className)}
      suppressHydrationWarning
    >
      {look === 'relative' ? relativeTime(date, current) : exactTime(date, look)}
    </time>
  )
}
