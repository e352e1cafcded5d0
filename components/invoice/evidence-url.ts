import type { EvidenceGroup } from '#lib/billing/schema/evidence.ts'

/** What of an invoice is open, as its address holds it: a line, then a day of it, then an hour of that. */
export type EvidenceSearch = { line?: string; day?: string; hour?: string }

const HOUR_MS = 3_600_000

/** The level that is shown, and its limits in time. An address that makes no sense shows the level above. */
export function evidenceQuery({ day, hour }: EvidenceSearch): {
  groupBy: EvidenceGroup
  from?: string
  to?: string
} {
  if (hour && !Number.isNaN(Date.parse(hour))) {
    const from = new Date(hour)
    return {
      groupBy: 'gateway',
      from: from.toISOString(),
      to: new Date(from.getTime() + HOUR_MS).toISOString(),
    }
  }
  if (day && /^\d{4}-\d{2}-\d{2}$/.test(day)) {
    const from = new Date(`${day}T00:00:00Z`)
    return {
      groupBy: 'hour',
      from: from.toISOString(),
      to: new Date(from.getTime() + 24 * HOUR_MS).toISOString(),
    }
  }
  return { groupBy: 'day' }
}

/** Where a part of the shown level leads; null on the last level. */
export function partHref(own: string, search: EvidenceSearch): ((key: string) => string) | null {
  if (search.hour) return null
  const name = search.day ? 'hour' : 'day'
  return (key) => `${own}?${new URLSearchParams({ ...search, [name]: key })}#evidence`
}
