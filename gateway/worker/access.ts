import {
  type Plan,
  type RefusalCode,
  rateLimitPolicy,
  type Subscription,
} from '#gateway-sync/contract/index.ts'
import { spenderOf } from '../journal/spending.ts'
import type { BudgetSlot } from '../limit/slot-writer.ts'
import { metersOf, type PlanMeters } from '../meter/plan-meters.ts'
import type { PlacedCharge } from '../quota/leases.ts'

/** One charge of a budget as requests debit it. */
export interface BudgetCharge extends BudgetSlot {
  charge: string
  /** Its name in ledgers. */
  spender: string
  /** The place of its meter among the plan's. */
  meter: number
  /** Its units are known before the request is sent on. */
  isKnownBefore: boolean
}

/** What an application may do on one route, worked out once and kept until the configuration changes. */
export interface Access {
  /** Why it may not, or null. */
  code: RefusalCode | null
  slot: number
  subscriptionId: string
  isLimited: boolean
  plan: Plan | null
  /** What is counted of its requests, or null. */
  meters: PlanMeters | null
  /** What its spend is limited by, or null. */
  budget: readonly BudgetCharge[] | null
  /** The subscription's own time is the real one plus this, ms. */
  clockOffsetMs: number
  /** `RateLimit-Policy`, or empty. */
  policy: string
  /** Identity headers for the upstream, name and value in turn. */
  identity: readonly string[]
  /** This access's part of a journal line. */
  journal: string
}

export interface SubscriptionEntry {
  spec: Subscription
  slot: number
  /** Where its budget is debited; null without one. */
  charges: readonly PlacedCharge[] | null
}

/** Why a subscription in this state lets nothing pass; null for active. */
export const refusalOfStatus: Record<Subscription['status'], RefusalCode | null> = {
  active: null,
  suspended: 'subscription_suspended',
  unpaid: 'payment_overdue',
  pending: 'subscription_pending',
  refused: 'subscription_refused',
  cancelled: 'subscription_cancelled',
}
/** When several subscriptions open a route: the one that passes, else the one whose reason helps most. */
const precedence: Subscription['status'][] = [
  'active',
  'unpaid',
  'suspended',
  'pending',
  'refused',
  'cancelled',
]

/**
 * Decides which of an application's subscriptions opens a route.
 * `entries` are the application's; a subscription whose plan is unknown or does not list the API opens nothing.
 */
export function resolveAccess(
  applicationId: string,
  entries: readonly SubscriptionEntry[],
  plans: ReadonlyMap<string, Plan>,
  apiId: string,
): Access {
  let best: SubscriptionEntry | null = null
  for (const entry of entries) {
    if (!plans.get(entry.spec.planId)?.apiIds.includes(apiId)) continue
    if (
      best === null ||
      rank(entry) < rank(best) ||
      (rank(entry) === rank(best) && entry.spec.id < best.spec.id)
    )
      best = entry
  }
  return best ? accessOf(best, plans.get(best.spec.planId)!) : noAccess(applicationId)
}

const rank = (entry: SubscriptionEntry): number => precedence.indexOf(entry.spec.status)

function noAccess(applicationId: string): Access {
  return {
    code: 'subscription_missing',
    slot: -1,
    subscriptionId: '',
    isLimited: false,
    plan: null,
    meters: null,
    budget: null,
    clockOffsetMs: 0,
    policy: '',
    identity: [],
    journal: `,"app":${JSON.stringify(applicationId)}`,
  }
}

function accessOf({ spec, slot, charges }: SubscriptionEntry, plan: Plan): Access {
  const text = (value: string): string => JSON.stringify(value)
  const clockOffsetMs = spec.clockOffsetMs ?? 0
  const meters = metersOf(plan)
  const budget = charges?.map((placed) => budgetChargeOf(placed, spec.id, meters)) ?? null
  return {
    // A budget that nothing counts for is refused with the configuration; should one be here, nothing passes by it.
    code:
      refusalOfStatus[spec.status] ?? (budget?.some(({ meter }) => meter < 0) ? 'quota_unavailable' : null),
    slot,
    subscriptionId: spec.id,
    isLimited: plan.rateLimit !== null || plan.quota !== null,
    plan,
    meters,
    budget,
    clockOffsetMs,
    policy: rateLimitPolicy(plan),
    identity: [
      'gatehouse-application',
      spec.applicationId,
      'gatehouse-subscription',
      spec.id,
      'gatehouse-organization',
      spec.organizationId,
      'gatehouse-plan',
      spec.planId,
    ],
    journal:
      `,"app":${text(spec.applicationId)},"sub":${text(spec.id)},"plan":${text(spec.planId)}` +
      (clockOffsetMs > 0 ? `,"off":${clockOffsetMs}` : ''),
  }
}

function budgetChargeOf(
  { charge, slot, owner }: PlacedCharge,
  subscriptionId: string,
  meters: PlanMeters | null,
): BudgetCharge {
  const meter = meters?.all.findIndex(({ key }) => key === charge) ?? -1
  const isKnownBefore = meters?.all[meter]?.kind === 'requests'
  return { charge, slot, owner, spender: spenderOf(subscriptionId, charge), meter, isKnownBefore }
}
