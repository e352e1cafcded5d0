import type { Pool } from 'pg'
import { type BillingPeriod, billingPeriodOf, type MessageOf } from '../contract/index.ts'
import { inTransaction, type Queryable } from '../database.ts'
import {
  addGrant,
  CLOCK_DIFFERENCE_MS,
  findLostGrant,
  type Grant,
  lockGranted,
  nothing,
  storedPeriod,
} from '../grant-quota.ts'
import { type PeriodFacts, possibleUse } from './period-use.ts'
import { readAccount } from './read-account.ts'
import { readSpender, type Spender } from './read-spender.ts'
import { allowanceOf, partOf } from './spend-limit.ts'

type Request = Pick<MessageOf<'quota-request'>, 'subscriptionId' | 'period' | 'spent' | 'ask'> & {
  charge: string
}

/**
 * Grants a gateway further units of a charge, as many as the subscription's credits and cap pay for by the prices that
 * make its invoice: whatever all gateways pass of all charges together, its cost stays within both. Nothing is granted, and
 * nothing is exhausted, for a subscription that is not active or not limited, or for another period than the present one.
 */
export async function grantBudget(
  pool: Pool,
  gatewayId: string,
  request: Request,
  gateways: number,
  now = Date.now(),
): Promise<Grant> {
  const { subscriptionId, charge } = request
  return inTransaction(pool, 'read committed', async (client) => {
    await lockSpend(client, subscriptionId)
    const spender = await readSpender(client, subscriptionId, now)
    const period = spender && periodNamed(spender, request.period)
    if (!spender || !period) return nothing
    const { facts, credit } = await readAccount(client, subscriptionId, spender, period)
    const own = holdingOf(facts, gatewayId, request)
    const uses = possibleUse({ ...facts, leases: own.leases }, spender.plan.id)
    const use = uses.find(({ planId }) => planId === spender.plan.id)
    if (!use?.pricing.charges.some(({ key }) => key === charge)) return nothing
    const allowance = allowanceOf(uses, use, charge, { credit, cap: spender.cap })
    const lost = await lostOf(client, gatewayId, request)
    if (lost > 0) {
      const used = use.units.get(charge)?.toNumber() ?? 0
      return { granted: lost, isExhausted: false, used, limit: used + allowance.units }
    }
    const granted = partOf(allowance.units, gateways, own.total)
    const more = own.total - own.held + granted
    if (more > 0) {
      await lockGranted(client, subscriptionId, storedPeriod(request))
      const told = { ask: request.ask, granted }
      await addGrant(client, gatewayId, subscriptionId, storedPeriod(request), more, told)
    }
    const used = (use.units.get(charge)?.toNumber() ?? 0) + granted
    const limit = used - granted + allowance.units
    const isExhausted = granted === 0
    return { granted, isExhausted, used, limit, ...(isExhausted && { exhaustedBy: allowance.boundBy }) }
  })
}

/** What is left of a part that was granted and did not reach the gateway: what it spent since is covered by it first. */
async function lostOf(client: Queryable, gatewayId: string, request: Request): Promise<number> {
  const lost = await findLostGrant(client, gatewayId, request, storedPeriod(request))
  return lost ? Math.min(lost.granted, lost.held - (request.spent ?? 0)) : 0
}

/** Charges share one budget, and periods one purse: one grant of a subscription at a time. */
async function lockSpend(client: Queryable, subscriptionId: string): Promise<void> {
  await client.query({
    name: 'lock-spend',
    text: 'SELECT pg_advisory_xact_lock(hashtextextended($1, 9))',
    values: [subscriptionId],
  })
}

/** The present period, when it is the one that is meant. */
function periodNamed({ anchorAt, plan, now }: Spender, name: string): BillingPeriod | undefined {
  return [now, now - CLOCK_DIFFERENCE_MS, now + CLOCK_DIFFERENCE_MS]
    .map((at) => billingPeriodOf(anchorAt, plan.pricing.interval, at))
    .find((period) => period.name === name)
}

/**
 * What a gateway holds of a charge, and what it has to be taken to hold: more than it was granted where it has spent or
 * metered more (of what only the answer tells, or from before there was a limit). `leases` are all, with that.
 */
function holdingOf(facts: PeriodFacts, gatewayId: string, { charge, spent = 0 }: Request) {
  const isOwn = (row: { gatewayId: string; chargeKey: string }) =>
    row.gatewayId === gatewayId && row.chargeKey === charge
  const held = facts.leases.find(isOwn)?.held ?? 0
  const metered = [...facts.metered, ...facts.before].filter(isOwn)
  const total = Math.max(
    held,
    spent,
    metered.reduce((sum, { quantity }) => sum + quantity, 0),
  )
  const lease = { gatewayId, chargeKey: charge, periodName: facts.period.name, held: total }
  return { held, total, leases: [...facts.leases.filter((row) => !isOwn(row)), lease] }
}
