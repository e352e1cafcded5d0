import { hourOf } from '#gateway-sync/contract/index.ts'
import type { RatedPlan } from '#lib/billing/rating/rate-usage.ts'
import type { Term } from '#lib/billing/rating/term.ts'
import { Pricing } from '#lib/billing/schema/pricing.ts'
import type { Prisma, Reader } from '#lib/core/db.ts'

const select = {
  id: true,
  status: true,
  planId: true,
  anchorAt: true,
  trialEndsAt: true,
  billedUntil: true,
  renewsAt: true,
  isCancelling: true,
  nextPlanId: true,
  spendCap: true,
  endedAt: true,
  terms: { select: { planId: true, startsAt: true, endsAt: true }, orderBy: { startsAt: 'asc' } },
  creditGrants: {
    where: { voidedAt: null },
    select: {
      id: true,
      source: true,
      note: true,
      amount: true,
      priority: true,
      startsAt: true,
      expiresAt: true,
      invoiceId: true,
      burns: { select: { amount: true } },
    },
  },
  application: {
    select: {
      id: true,
      name: true,
      organization: { select: { id: true, name: true, isSandbox: true, clockOffsetMs: true } },
    },
  },
  plan: {
    select: {
      id: true,
      name: true,
      product: { select: { id: true, name: true, organizationId: true } },
    },
  },
} satisfies Prisma.SubscriptionSelect

type Row = Prisma.SubscriptionGetPayload<{ select: typeof select }>

/** A subscription with all that its invoices depend on, usage aside. `plans` holds each plan that it has or had. */
export type Billed = Row & { plans: ReadonlyMap<string, RatedPlan>; paidPurchases: ReadonlySet<string> }

/** A subscription that is billed: it has or had a period. */
export type Anchored = Billed & { anchorAt: Date; billedUntil: Date; renewsAt: Date }

const isString = (value: string | null): value is string => value !== null

/** Plans that have a price, parsed. One that is not sound is an error: nothing is billed by guesses. */
export async function loadPlans(reader: Reader, ids: Iterable<string>): Promise<Map<string, RatedPlan>> {
  const rows = await reader.plan.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, name: true, pricing: true },
  })
  const priced = rows.filter(({ pricing }) => pricing !== null)
  return new Map(
    priced.map(({ pricing, ...plan }) => [plan.id, { ...plan, pricing: Pricing.parse(pricing) }]),
  )
}

/** Loads subscriptions for rating, in no order; those that are gone are left out. */
export async function loadBilled(reader: Reader, ids: readonly string[]): Promise<Billed[]> {
  const rows = await reader.subscription.findMany({ where: { id: { in: [...ids] } }, select })
  const planIds = rows.flatMap((row) => [
    row.planId,
    row.nextPlanId,
    ...row.terms.map(({ planId }) => planId),
  ])
  const purchases = rows.flatMap(({ creditGrants }) => creditGrants.map(({ invoiceId }) => invoiceId))
  const plans = await loadPlans(reader, planIds.filter(isString))
  const paid = await reader.invoice.findMany({
    where: { id: { in: purchases.filter(isString) }, status: 'paid' },
    select: { id: true },
  })
  const paidPurchases = new Set(paid.map(({ id }) => id))
  return rows.map((row) => ({ ...row, plans, paidPurchases }))
}

/** True for one that is active on a plan with a price: it has a present period. */
export const isAnchored = (billed: Billed): billed is Anchored =>
  billed.anchorAt !== null &&
  billed.billedUntil !== null &&
  billed.renewsAt !== null &&
  billed.plans.has(billed.planId)

/**
 * The subscription's terms for rating; an open one lasts. Periods are anchored at the whole hour, so the term that began
 * in that hour counts from there: it has all that is included.
 */
export const ratedTerms = ({ terms, plans, anchorAt }: Billed): Term[] =>
  terms.flatMap((term) => {
    const plan = plans.get(term.planId)
    if (!plan) return []
    const startsAt = term.startsAt.getTime()
    const isFirst = anchorAt !== null && hourOf(startsAt) === anchorAt.getTime()
    return [
      {
        plan,
        startsAt: isFirst && term === terms[0] ? anchorAt.getTime() : startsAt,
        endsAt: term.endsAt?.getTime() ?? Number.MAX_SAFE_INTEGER,
      },
    ]
  })
