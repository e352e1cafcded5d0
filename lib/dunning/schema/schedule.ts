const DAY_MS = 86_400_000

export type DunningTerms = { dunningDays: number[]; graceDays: number }
/** remind: a reminder, or a further attempt to collect · suspend: the subscription is not served any longer. */
export type DunningStep = { kind: 'remind' | 'suspend'; at: Date }

export const DUNNING_DEFAULTS: DunningTerms = { dunningDays: [3, 5, 7], graceDays: 14 }

/**
 * What happens to an invoice that stays unpaid, in the subscription's own time: a step on each of `dunningDays` after the
 * due date, then the suspension after `graceDays`, never before the last step. Pure.
 */
export function dunningSchedule(terms: DunningTerms, dueAt: Date): DunningStep[] {
  const days = terms.dunningDays.filter((day) => day >= 0).sort((a, b) => a - b)
  const at = (day: number) => new Date(dueAt.getTime() + day * DAY_MS)
  return [
    ...days.map((day) => ({ kind: 'remind' as const, at: at(day) })),
    { kind: 'suspend', at: at(Math.max(terms.graceDays, days.at(-1) ?? 0)) },
  ]
}

/** When the subscription is suspended without a payment. */
export const suspensionAt = (terms: DunningTerms, dueAt: Date): Date =>
  dunningSchedule(terms, dueAt).at(-1)!.at
