import type { Quota } from '#gateway-sync/contract/index.ts'

/** One UTC day or calendar month. `name` is `2026-11-21` or `2026-11`; `endsAt` is the first moment after it. */
export interface Period {
  name: string
  startsAt: number
  endsAt: number
}

/** The period that holds the moment `at` (ms since the epoch). */
export function periodOf(kind: Quota['period'], at: number): Period {
  const date = new Date(at)
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()]
  const text = date.toISOString()
  return kind === 'day'
    ? {
        name: text.slice(0, 10),
        startsAt: Date.UTC(year, month, day),
        endsAt: Date.UTC(year, month, day + 1),
      }
    : { name: text.slice(0, 7), startsAt: Date.UTC(year, month, 1), endsAt: Date.UTC(year, month + 1, 1) }
}
