import { db } from '#lib/core/db.ts'
import { periodEnd, periodOf } from '#lib/core/period.ts'
import { type Candidate, isRefusedSince } from './candidates.ts'
import { shareReached } from './schema.ts'
import { tell } from './tell.ts'

type Limited = Candidate & { quotaRequests: number; quotaPeriod: 'day' | 'month' }
type Used = { id: string; used: number }

const hasQuota = (candidate: Candidate): candidate is Limited =>
  candidate.quotaRequests !== null && candidate.quotaPeriod !== null

/** Start of the quota's present period, in real time: a test clock's period began as long ago as the clock says. */
function realStart({ quotaPeriod, clockOffsetMs }: Limited, now: Date): Date {
  const own = new Date(now.getTime() + clockOffsetMs)
  const day = quotaPeriod === 'day' ? own.getUTCDate() : 1
  return new Date(Date.UTC(own.getUTCFullYear(), own.getUTCMonth(), day) - clockOffsetMs)
}

/** Requests that gateways passed on since each one's period began: one statement. */
async function readUsed(candidates: Limited[], now: Date): Promise<Map<string, number>> {
  const ids = candidates.map(({ id }) => id)
  const starts = candidates.map((candidate) => realStart(candidate, now))
  const rows = await db.$queryRaw<Used[]>`
    SELECT c."id", coalesce(sum(u."requests" - u."refused"), 0)::float8 AS "used"
    FROM unnest(${ids}::text[], ${starts}::timestamptz[]) AS c("id", "startsAt")
    LEFT JOIN "usage_hour" u ON u."subscriptionId" = c."id" AND u."hour" >= c."startsAt"
    GROUP BY c."id"`
  return new Map(rows.map(({ id, used }) => [id, used]))
}

/** Tells customers how much of their quotas is used, hard or soft. */
export async function tellQuotas(all: Candidate[], now: Date, signal?: AbortSignal): Promise<void> {
  const candidates = all.filter(hasQuota)
  if (candidates.length === 0) return
  const usedOf = await readUsed(candidates, now)
  for (const candidate of candidates) {
    if (signal?.aborted) return
    const { id, quotaRequests, quotaPeriod, quotaMode, clockOffsetMs } = candidate
    const used = Math.min(usedOf.get(id) ?? 0, Number.MAX_SAFE_INTEGER)
    const isRefused = isRefusedSince(candidate, 'quota_exhausted', [realStart(candidate, now)])
    const share = shareReached(BigInt(used), BigInt(quotaRequests), isRefused)
    if (!share) continue
    const own = new Date(now.getTime() + clockOffsetMs)
    const data = {
      used: isRefused ? quotaRequests : used,
      quota: quotaRequests,
      isHard: quotaMode === 'hard',
      resetsAt: periodEnd(quotaPeriod, own),
    }
    await tell(candidate, { kind: `quota_${share}`, period: periodOf(quotaPeriod, own), data })
  }
}
