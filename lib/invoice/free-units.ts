import type { Reader } from '#lib/core/db.ts'
import { Exact } from '#lib/core/money.ts'
import { type Billed, ratedTerms } from './load-billed.ts'
import { readUsage } from './read-usage.ts'

type Asked = { billed: Billed; startsAt: number }

/** The units that are free once, of a subscription whose first plan gives such. */
function trialOf(billed: Billed): { planId: string; chargeKey: string; units: number; from: number } | null {
  const first = ratedTerms(billed)[0]
  const trial = first?.plan.pricing.trial
  const chargeKey = first?.plan.pricing.charges[0]?.key
  if (!first || trial?.kind !== 'units' || !chargeKey) return null
  return { planId: first.plan.id, chargeKey, units: trial.units, from: first.startsAt }
}

/** The plan that a period begins with. */
const planAt = (billed: Billed, at: number): string | undefined =>
  ratedTerms(billed).find((term) => term.startsAt <= at && at < term.endsAt)?.plan.id

/**
 * How many of the units that are free once each period begins with: what all use before it left of them. They are the
 * first units of the first plan's first charge, and do not use up included ones.
 */
export async function readFreeUnits(reader: Reader, asked: readonly Asked[]): Promise<number[]> {
  const trials = asked.map(({ billed, startsAt }) => {
    const trial = trialOf(billed)
    return trial && planAt(billed, startsAt) === trial.planId ? trial : null
  })
  const open = asked.flatMap((one, index) => (trials[index] ? [{ ...one, trial: trials[index], index }] : []))
  const before = await readUsage(
    reader,
    open.map(({ billed, trial, startsAt }) => ({
      subscriptionId: billed.id,
      from: Math.floor(trial.from / 3_600_000) * 3_600_000,
      to: startsAt,
    })),
    false,
  )
  const left = asked.map(() => 0)
  for (const [position, { trial, index }] of open.entries()) {
    const used = before[position]!.filter(
      (part) => part.planId === trial.planId && part.chargeKey === trial.chargeKey,
    )
    const sum = Exact.sum(0, ...used.map(({ quantity }) => quantity.toString()))
    left[index] = Exact.max(0, new Exact(trial.units).sub(sum)).toNumber()
  }
  return left
}
