import type { RefusalCode, UsageRecord } from '#gateway-sync/contract/index.ts'

export const DAY_MS = 86_400_000

/**
 * True when a request with this outcome spends quota: it was let through to the upstream, which answered or may have
 * acted. One rule for the counter in memory and for its rebuilding from the journal.
 */
export const spendsQuota = (code: RefusalCode | null | undefined): boolean =>
  code === null || code === undefined || code === 'upstream_timeout' || code === 'upstream_invalid'

/** The same for a line of the journal. */
export const isSpending = (record: Pick<UsageRecord, 'code' | 'sub'>): boolean =>
  record.sub !== undefined && spendsQuota(record.code)
