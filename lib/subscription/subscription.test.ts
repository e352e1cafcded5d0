import { expect } from 'vitest'
import { makeConsumer, makeOffer, makePlan, makeSubscriber } from '#lib/application/fixture.ts'
import { db } from '#lib/core/db.ts'
import { describeVerb } from '#lib/core/testing.ts'
import { approveSubscription } from './approve-subscription.ts'
import { cancelSubscription } from './cancel-subscription.ts'
import { changeSubscriptionPlan } from './change-subscription-plan.ts'
import { createSubscription } from './create-subscription.ts'
import { refuseSubscription } from './refuse-subscription.ts'
import { resumeSubscription } from './resume-subscription.ts'
import { suspendSubscription } from './suspend-subscription.ts'

const statusOf = async (id: string) => (await db.subscription.findUniqueOrThrow({ where: { id } })).status

describeVerb('createSubscription', {
  verb: createSubscription,
  arrange: async () => {
    const [{ planId }, { actor, id, applicationId }] = await Promise.all([makeOffer(), makeConsumer()])
    return { actor, organizationId: id, input: { applicationId, planId } }
  },
  does: async ({ id, status }) => {
    expect(status).toBe('active')
    expect(await statusOf(id)).toBe('active')
  },
  role: 'editor',
  event: 'subscription.created',
  touched: ['subscription'],
  repeated: 'nothing',
})

/** A subscription in the wanted status, from its provider's side. */
async function arrangeProvider(status: 'pending' | 'active' | 'suspended') {
  const { provider, subscription } = await makeSubscriber({
    approval: status === 'pending' ? 'manual' : 'automatic',
  })
  const { id } = subscription
  const { actor } = provider
  if (status === 'suspended')
    await db.subscription.update({ where: { id }, data: { status, reason: 'Abuse' } })
  return { actor, organizationId: provider.id, id }
}

describeVerb('approveSubscription', {
  verb: approveSubscription,
  arrange: async () => {
    const { id, ...arranged } = await arrangeProvider('pending')
    return { ...arranged, input: { id } }
  },
  does: async ({ id, status }, { actor }) => {
    expect(status).toBe('active')
    const row = await db.subscription.findUniqueOrThrow({ where: { id } })
    expect(row).toMatchObject({ status: 'active', decidedById: actor.userId })
    expect(row.decidedAt).toBeInstanceOf(Date)
  },
  role: 'editor',
  event: 'subscription.approved',
  touched: ['subscription'],
  repeated: 'nothing',
})

describeVerb('refuseSubscription', {
  verb: refuseSubscription,
  arrange: async () => {
    const { id, ...arranged } = await arrangeProvider('pending')
    return { ...arranged, input: { id, reason: 'No contract' } }
  },
  does: async ({ id }) => {
    expect(await db.subscription.findUnique({ where: { id } })).toMatchObject({
      status: 'refused',
      reason: 'No contract',
    })
  },
  role: 'editor',
  event: 'subscription.refused',
  touched: ['subscription'],
  isUrgent: true,
  repeated: 'nothing',
})

describeVerb('suspendSubscription', {
  verb: suspendSubscription,
  arrange: async () => {
    const { id, ...arranged } = await arrangeProvider('active')
    return { ...arranged, input: { id, reason: 'Abuse' } }
  },
  does: async ({ id }) => expect(await statusOf(id)).toBe('suspended'),
  role: 'editor',
  event: 'subscription.suspended',
  touched: ['subscription'],
  isUrgent: true,
  repeated: 'nothing',
})

describeVerb('resumeSubscription', {
  verb: resumeSubscription,
  arrange: async () => {
    const { id, ...arranged } = await arrangeProvider('suspended')
    return { ...arranged, input: { id } }
  },
  does: async ({ id }) => {
    expect(await db.subscription.findUnique({ where: { id } })).toMatchObject({
      status: 'active',
      reason: '',
    })
  },
  role: 'editor',
  event: 'subscription.resumed',
  touched: ['subscription'],
  repeated: 'nothing',
})

describeVerb('cancelSubscription', {
  verb: cancelSubscription,
  arrange: async () => {
    const { consumer, subscription } = await makeSubscriber()
    return { actor: consumer.actor, organizationId: consumer.id, input: { id: subscription.id } }
  },
  does: async ({ id }) => expect(await statusOf(id)).toBe('cancelled'),
  role: 'editor',
  event: 'subscription.cancelled',
  touched: ['subscription'],
  isUrgent: true,
  repeated: 'nothing',
})

describeVerb('changeSubscriptionPlan', {
  verb: changeSubscriptionPlan,
  arrange: async () => {
    const { consumer, subscription, offer } = await makeSubscriber()
    const planId = await makePlan(offer.productId)
    return { actor: consumer.actor, organizationId: consumer.id, input: { id: subscription.id, planId } }
  },
  does: async ({ id, status }, { input }) => {
    expect(status).toBe('active')
    expect(await db.subscription.findUnique({ where: { id } })).toMatchObject({ planId: input.planId })
  },
  role: 'editor',
  event: 'subscription.plan_changed',
  touched: ['subscription'],
  repeated: 'nothing',
})
