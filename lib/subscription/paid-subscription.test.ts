import { expect } from 'vitest'
import { makeConsumer, makeOffer, makePlan } from '#lib/application/fixture.ts'
import { db } from '#lib/core/db.ts'
import { describeVerb } from '#lib/core/testing.ts'
import { makeBilledSubscription, priced } from '#lib/invoice/fixture.ts'
import { updatePlan } from '#lib/plan/update-plan.ts'
import { cancelSubscription } from './cancel-subscription.ts'
import { changeSubscriptionPlan } from './change-subscription-plan.ts'
import { createSubscription } from './create-subscription.ts'
import { movePlanSubscriptions } from './move-plan-subscriptions.ts'
import { setSpendCap } from './set-spend-cap.ts'
import { uncancelSubscription } from './uncancel-subscription.ts'

const rowOf = (id: string) => db.subscription.findUniqueOrThrow({ where: { id } })

/** A billed subscription from its consumer's side. */
async function arrangeConsumer() {
  const { consumer, subscriptionId, ...rest } = await makeBilledSubscription()
  return { ...rest, consumer, actor: consumer.actor, organizationId: consumer.id, id: subscriptionId }
}

/** A further plan of the product, with a price. */
async function makePricedPlan(productId: string, recurringFee = 1_900) {
  const id = await makePlan(productId)
  await db.plan.update({ where: { id }, data: { pricing: priced({ recurringFee }) } })
  return id
}

describeVerb('createSubscription to a plan with a price', {
  verb: createSubscription,
  arrange: async () => {
    const [{ planId }, { actor, id, applicationId }] = await Promise.all([makeOffer(), makeConsumer()])
    await db.plan.update({ where: { id: planId }, data: { pricing: priced() } })
    return { actor, organizationId: id, input: { applicationId, planId } }
  },
  does: async ({ id }) => {
    const row = await rowOf(id)
    expect(row.anchorAt!.getTime() % 3_600_000).toBe(0)
    expect(row.billedUntil).toEqual(row.anchorAt)
    expect(row.renewsAt! > row.anchorAt!).toBe(true)
    const invoices = await db.invoice.findMany({ where: { subscriptionId: id } })
    expect(invoices).toMatchObject([{ kind: 'start', status: 'open', subtotal: 900n }])
    expect(await db.subscriptionTerm.count({ where: { subscriptionId: id } })).toBe(1)
  },
  role: 'editor',
  event: 'subscription.created',
  touched: ['subscription'],
  repeated: 'nothing',
})

describeVerb('cancelSubscription at the period’s end', {
  verb: cancelSubscription,
  arrange: async () => {
    const arranged = await arrangeConsumer()
    return { ...arranged, input: { id: arranged.id, at: 'period_end' as const } }
  },
  does: async ({ id, status }) => {
    expect(status).toBe('active')
    expect(await rowOf(id)).toMatchObject({ status: 'active', isCancelling: true })
  },
  role: 'editor',
  event: 'subscription.cancellation_ordered',
  repeated: 'nothing',
})

describeVerb('cancelSubscription at once, where it is billed', {
  verb: cancelSubscription,
  arrange: async () => {
    const arranged = await arrangeConsumer()
    return { ...arranged, input: { id: arranged.id } }
  },
  does: async ({ id }) => {
    const row = await rowOf(id)
    expect(row).toMatchObject({ status: 'cancelled', renewsAt: null })
    expect(row.endedAt).not.toBeNull()
    const invoice = await db.invoice.findFirst({ where: { subscriptionId: id, kind: 'end' } })
    expect(invoice?.periodEndsAt).toEqual(row.endedAt)
    expect(await db.subscriptionTerm.count({ where: { subscriptionId: id, endsAt: null } })).toBe(0)
  },
  role: 'editor',
  event: 'subscription.cancelled',
  touched: ['subscription'],
  isUrgent: true,
  repeated: 'nothing',
})

describeVerb('uncancelSubscription', {
  verb: uncancelSubscription,
  arrange: async () => {
    const arranged = await arrangeConsumer()
    await cancelSubscription(arranged.actor, { id: arranged.id, at: 'period_end' })
    return { ...arranged, input: { id: arranged.id } }
  },
  does: async ({ id }) => expect(await rowOf(id)).toMatchObject({ status: 'active', isCancelling: false }),
  role: 'editor',
  event: 'subscription.cancellation_withdrawn',
  repeated: 'nothing',
})

describeVerb('changeSubscriptionPlan between plans with a price', {
  verb: changeSubscriptionPlan,
  arrange: async () => {
    const arranged = await arrangeConsumer()
    return { ...arranged, input: { id: arranged.id, planId: await makePricedPlan(arranged.offer.productId) } }
  },
  does: async ({ id }, { input, planId }) => {
    expect(await rowOf(id)).toMatchObject({ planId: input.planId, nextPlanId: null })
    const terms = await db.subscriptionTerm.findMany({
      where: { subscriptionId: id },
      orderBy: { startsAt: 'asc' },
    })
    expect(terms.map((term) => [term.planId, term.endsAt === null])).toEqual([
      [planId, false],
      [input.planId, true],
    ])
    expect(terms[0]!.endsAt).toEqual(terms[1]!.startsAt)
  },
  role: 'editor',
  event: 'subscription.plan_changed',
  touched: ['subscription'],
  repeated: 'nothing',
})

describeVerb('changeSubscriptionPlan at the period’s end', {
  verb: changeSubscriptionPlan,
  arrange: async () => {
    const arranged = await arrangeConsumer()
    const planId = await makePricedPlan(arranged.offer.productId)
    return { ...arranged, input: { id: arranged.id, planId, at: 'period_end' as const } }
  },
  does: async ({ id }, { input, planId }) =>
    expect(await rowOf(id)).toMatchObject({ planId, nextPlanId: input.planId }),
  role: 'editor',
  event: 'subscription.plan_change_ordered',
  repeated: 'nothing',
})

describeVerb('setSpendCap', {
  verb: setSpendCap,
  arrange: async () => {
    const arranged = await arrangeConsumer()
    return { ...arranged, input: { id: arranged.id, amount: 5_000 } }
  },
  does: async ({ id }) => expect((await rowOf(id)).spendCap).toBe(5_000n),
  role: 'admin',
  event: 'subscription.spend_cap_set',
  touched: ['subscription'],
  isUrgent: true,
  repeated: 'nothing',
})

describeVerb('movePlanSubscriptions', {
  verb: movePlanSubscriptions,
  arrange: async () => {
    const { provider, planId, subscriptionId } = await makeBilledSubscription()
    await updatePlan(provider.actor, { id: planId, pricing: priced({ recurringFee: 1_200 }) })
    const input = { id: planId, at: 'now' as const, reason: 'Prices of our suppliers rose.' }
    return { actor: provider.actor, organizationId: provider.id, input, subscriptionId }
  },
  does: async ({ planId, moved, ordered, refused }, { subscriptionId }) => {
    expect({ moved, ordered, refused }).toEqual({ moved: 1, ordered: 0, refused: [] })
    expect((await rowOf(subscriptionId)).planId).toBe(planId)
  },
  role: 'editor',
  event: 'subscription.plan_changed',
  touched: ['subscription'],
  repeated: 'nothing',
})
