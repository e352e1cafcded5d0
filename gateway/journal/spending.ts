import type { RefusalCode, UsageRecord } from '#gateway-sync/contract/index.ts'

const HOUR_MS = 3_600_000
const DAY_HOURS = 24

/**
 * True when a request with this outcome spends quota: it was let through to the upstream, which answered or may have
 * acted. One rule for the counter in memory and for its rebuilding from the journal.
 */
export const spendsQuota = (code: RefusalCode | null | undefined): boolean =>
  code === null || code === undefined || code === 'upstream_timeout' || code === 'upstream_invalid'

/** The same for a line of the journal. */
export const isSpending = (record: Pick<UsageRecord, 'code' | 'sub'>): boolean =>
  record.sub !== undefined && spendsQuota(record.code)

/** Whose spending it is: a subscription's of its quota, or of its budget for one charge. */
export const spenderOf = (subscriptionId: string, charge?: string): string =>
  charge === undefined ? subscriptionId : `${subscriptionId}#${charge}`

export const isOfBudget = (spender: string): boolean => spender.includes('#')

/** The hour of a moment, counted from the epoch. */
export const hourNumberOf = (at: number): number => Math.floor(at / HOUR_MS)
export const startOfHour = (hour: number): number => hour * HOUR_MS

/** The first hour of the moment's UTC day: quotas have no period that is shorter. */
export const dayHourOf = (at: number): number => Math.floor(at / HOUR_MS / DAY_HOURS) * DAY_HOURS
