import { system } from '#lib/core/context.ts'
import { listCredits } from '#lib/credit/queries.ts'
import { listCurrentCosts } from '#lib/invoice/current-costs.ts'
import { type Candidate, isRefusedSince } from './candidates.ts'
import { shareReached } from './schema.ts'
import { tell } from './tell.ts'

type Billed = Candidate & { billedUntil: Date; renewsAt: Date }

const isBilled = (candidate: Candidate): candidate is Billed =>
  candidate.billedUntil !== null && candidate.renewsAt !== null

/** Tells customers how much of their spend caps is used. */
export async function tellCaps(all: Candidate[], now: Date, signal?: AbortSignal): Promise<void> {
  const capped = all.filter(isBilled).filter(({ spendCap }) => spendCap !== null)
  if (capped.length === 0) return
  const ids = capped.map(({ id }) => id)
  const costs = await listCurrentCosts(system, ids, now.getTime())
  for (const candidate of capped) {
    const cost = costs.get(candidate.id)
    if (signal?.aborted || !cost) continue
    const [spent, cap] = [cost.usageAmount, candidate.spendCap!]
    const { capSetAt, billedUntil, clockOffsetMs } = candidate
    const since = [capSetAt, new Date(billedUntil.getTime() - clockOffsetMs)]
    const share = shareReached(spent, cap, isRefusedSince(candidate, 'spend_cap_reached', since))
    if (!share) continue
    await tell(candidate, {
      kind: `cap_${share}`,
      // A cap that was changed is another limit.
      period: `${candidate.billedUntil.toISOString()}/${cap}`,
      data: { currency: cost.currency, spent, cap, resetsAt: candidate.renewsAt },
    })
  }
}

/** Tells customers of prepaid plans how much of their credits is used. */
export async function tellCredits(all: Candidate[], signal?: AbortSignal): Promise<void> {
  for (const candidate of all.filter(isBilled).filter(({ isPrepaid }) => isPrepaid)) {
    if (signal?.aborted) return
    const { items, left, currency } = await listCredits(system, candidate.id)
    const held = items.filter(({ status }) => status === 'usable' || status === 'used')
    const total = held.reduce((sum, { amount }) => sum + amount, 0n)
    const isRefused = isRefusedSince(candidate, 'credit_exhausted', [])
    const share = currency && total > 0n ? shareReached(total - left, total, isRefused && left === 0n) : null
    if (!share) continue
    await tell(candidate, {
      kind: `credit_${share}`,
      // Each time that credits are added, they may run out anew.
      period: held[0]!.id,
      data: { currency: currency!, used: total - left, total },
    })
  }
}
