import { totalOf } from '#lib/billing/rating/rated-line.ts'
import { organizationIdsOf, requireSignedIn } from '#lib/core/authorize.ts'
import { subscriptionNow } from '#lib/core/clock.ts'
import type { Actor } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import { readHeldPeriods } from './held-periods.ts'
import { type Anchored, isAnchored, loadBilled } from './load-billed.ts'
import { isInTrial } from './periods.ts'
import { presentOf, rateOpen } from './rate-open.ts'
import type { CurrentCost } from './schema/invoice.ts'

const BATCH = 2_000

const nothing = (billed: Anchored): CurrentCost => ({
  subscriptionId: billed.id,
  currency: billed.plans.get(billed.planId)!.pricing.currency,
  usageAmount: 0n,
  subtotal: 0n,
  creditsLeft: 0n,
})

/** A handful of queries, however many subscriptions. */
async function costsOf(ids: readonly string[], now: number): Promise<CurrentCost[]> {
  const anchored = (await loadBilled(db, ids)).filter(isAnchored)
  const billed = anchored.filter((one) => !isInTrial(one))
  const held = await readHeldPeriods(db, billed)
  const present = billed.map(presentOf)
  const rated = await rateOpen(db, [...held, ...present], (open) =>
    subscriptionNow(open.billed.application.organization, now).getTime(),
  )
  const costs = rated.slice(held.length).map((one) => ({
    ...nothing(one.billed),
    usageAmount: one.usageAmount,
    subtotal: totalOf(one.lines),
    creditsLeft: one.burns.left,
  }))
  return [...anchored.filter(isInTrial).map(nothing), ...costs]
}

/**
 * What subscriptions come to so far in their present periods, in batches; usage that arrived late for earlier periods aside
 * (`getDraftInvoice` has it). Those that are not billed, or that the actor may not know of, are left out.
 */
export async function listCurrentCosts(
  actor: Actor,
  subscriptionIds: readonly string[],
  now = Date.now(),
): Promise<Map<string, CurrentCost>> {
  requireSignedIn(actor)
  const organizationId = organizationIdsOf(actor)
  const costs = new Map<string, CurrentCost>()
  for (let from = 0; from < subscriptionIds.length; from += BATCH) {
    const known = await db.subscription.findMany({
      where: {
        id: { in: subscriptionIds.slice(from, from + BATCH) },
        renewsAt: { not: null },
        ...(organizationId && {
          OR: [{ application: { organizationId } }, { plan: { product: { organizationId } } }],
        }),
      },
      select: { id: true },
    })
    for (const cost of await costsOf(
      known.map(({ id }) => id),
      now,
    ))
      costs.set(cost.subscriptionId, cost)
  }
  return costs
}
