/** UTC periods of quotas: `2026-11-21` for a day, `2026-11` for a calendar month. */
export type QuotaPeriodKind = 'day' | 'month'

export function periodOf(kind: QuotaPeriodKind, at: Date): string {
  return at.toISOString().slice(0, kind === 'day' ? 10 : 7)
}

/** When the period that `at` lies in ends. */
export function periodEnd(kind: QuotaPeriodKind, at: Date): Date {
  return kind === 'day'
    ? new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate() + 1))
    : new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1))
}
