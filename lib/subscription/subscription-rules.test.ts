import { describe, expect, it } from 'vitest'
import { createApplication } from '#lib/application/create-application.ts'
import { makeConsumer, makeOffer, makeParty, makePlan, makeSubscriber } from '#lib/application/fixture.ts'
import { db } from '#lib/core/db.ts'
import { expectRefusal } from '#lib/core/testing.ts'
import { closePlan } from '#lib/plan/close-plan.ts'
import { withdrawProduct } from '#lib/product/withdraw-product.ts'
import { makeOffer as makeRealOffer } from '#prisma/factories/product.ts'
import { approveSubscription } from './approve-subscription.ts'
import { cancelSubscription } from './cancel-subscription.ts'
import { changeSubscriptionPlan } from './change-subscription-plan.ts'
import { createSubscription } from './create-subscription.ts'
import { refuseSubscription } from './refuse-subscription.ts'
import { resumeSubscription } from './resume-subscription.ts'
import { suspendSubscription } from './suspend-subscription.ts'

describe('the one live subscription', () => {
  it('is made once by two that subscribe at the same moment', async () => {
    const [{ planId }, { actor, applicationId }] = await Promise.all([makeOffer(), makeConsumer()])
    const input = { applicationId, planId }
    const made = await Promise.all(Array.from({ length: 6 }, () => createSubscription(actor, input)))
    expect(new Set(made.map((one) => one.id)).size).toBe(1)
    expect(new Set(made.map((one) => one.revision)).size).toBe(1)
    expect(await db.subscription.count({ where: { applicationId } })).toBe(1)
  })

  it('is one of the two plans that are taken at the same moment', async () => {
    const [{ planId, productId }, { actor, applicationId }] = await Promise.all([makeOffer(), makeConsumer()])
    const plans = [planId, await makePlan(productId)]
    const results = await Promise.allSettled(
      plans.map((id) => createSubscription(actor, { applicationId, planId: id })),
    )
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await db.subscription.count({ where: { applicationId } })).toBe(1)
  })

  it('stands in the way of another plan and says which way is out', async () => {
    const { consumer, applicationId, offer, subscription } = await makeSubscriber()
    const planId = await makePlan(offer.productId)
    const error = await expectRefusal(
      createSubscription(consumer.actor, { applicationId, planId }),
      'conflict',
      ['planId'],
    )
    expect(error.message).toMatch(/Change the plan .* or cancel it first/)
    expect(error.extra).toEqual({ subscriptionId: subscription.id })
  })

  it('may be followed by another one once it was cancelled', async () => {
    const { consumer, applicationId, offer, subscription } = await makeSubscriber()
    await cancelSubscription(consumer.actor, { id: subscription.id })
    const next = await createSubscription(consumer.actor, { applicationId, planId: offer.planId })
    expect(next.id).not.toBe(subscription.id)
    expect(next.status).toBe('active')
  })
})

describe('what may be subscribed to', () => {
  it('waits where the plan needs approval', async () => {
    const { subscription } = await makeSubscriber({ approval: 'manual' })
    expect(subscription.status).toBe('pending')
  })

  it('is not a draft of somebody else, and for its provider only once it is published', async () => {
    const [offer, consumer] = await Promise.all([makeOffer({ status: 'draft' }), makeConsumer()])
    const { planId, provider } = offer
    await expectRefusal(
      createSubscription(consumer.actor, { applicationId: consumer.applicationId, planId }),
      'not_found',
    )
    const { id } = await createApplication(provider.actor, { name: 'Own', organizationId: provider.id })
    await expectRefusal(createSubscription(provider.actor, { applicationId: id, planId }), 'invalid_state')
  })

  it('is not a closed plan, nor a withdrawn product', async () => {
    const consumer = await makeConsumer()
    const closed = await makeOffer({ isClosed: true })
    const withdrawn = await makeOffer({ status: 'withdrawn' })
    for (const { planId } of [closed, withdrawn])
      await expectRefusal(
        createSubscription(consumer.actor, { applicationId: consumer.applicationId, planId }),
        'invalid_state',
      )
  })

  it('is what its provider published, until it closes the plan or withdraws the product', async () => {
    const [{ organization, product, plan }, { actor, applicationId, id }] = await Promise.all([
      makeRealOffer(),
      makeConsumer(),
    ])
    const planId = plan.id
    const { status } = await createSubscription(actor, { applicationId, planId })
    expect(status).toBe('active')
    const other = await createApplication(actor, { name: 'Other', organizationId: id })
    const input = { applicationId: other.id, planId }
    await closePlan(organization.owner, { id: planId })
    expect((await expectRefusal(createSubscription(actor, input), 'invalid_state')).message).toContain(
      'closed',
    )
    await withdrawProduct(organization.owner, { id: product.id })
    const error = await expectRefusal(createSubscription(actor, input), 'invalid_state')
    expect(error.message).toContain('withdrawn')
  })

  it('is a product for chosen organizations only to those', async () => {
    const [offer, chosen, other] = await Promise.all([
      makeOffer({ visibility: 'organizations' }),
      makeConsumer(),
      makeConsumer(),
    ])
    await db.apiProductAudience.create({
      data: { productId: offer.productId, organizationId: chosen.id },
    })
    const { planId } = offer
    const { status } = await createSubscription(chosen.actor, { applicationId: chosen.applicationId, planId })
    expect(status).toBe('active')
    await expectRefusal(
      createSubscription(other.actor, { applicationId: other.applicationId, planId }),
      'not_found',
    )
  })

  it('needs an application of one’s own', async () => {
    const [{ planId, provider }, { applicationId }] = await Promise.all([makeOffer(), makeConsumer()])
    await expectRefusal(createSubscription(provider.actor, { applicationId, planId }), 'not_found')
  })
})

describe('a suspension', () => {
  it('cannot be got round by cancelling and subscribing anew, nor with another application', async () => {
    const { consumer, provider, applicationId, offer, subscription } = await makeSubscriber()
    await suspendSubscription(provider.actor, { id: subscription.id, reason: 'Abuse' })
    await cancelSubscription(consumer.actor, { id: subscription.id })
    const { planId } = offer
    const again = await createSubscription(consumer.actor, { applicationId, planId })
    expect(again.status).toBe('pending')
    const other = await createApplication(consumer.actor, { name: 'Other', organizationId: consumer.id })
    const aside = await createSubscription(consumer.actor, { applicationId: other.id, planId })
    expect(aside.status).toBe('pending')
    await approveSubscription(provider.actor, { id: again.id })
    const third = await createApplication(consumer.actor, { name: 'Third', organizationId: consumer.id })
    const trusted = await createSubscription(consumer.actor, { applicationId: third.id, planId })
    expect(trusted.status).toBe('active')
  })

  it('is the provider’s: the consumer cannot lift or decide it', async () => {
    const { consumer, provider, subscription } = await makeSubscriber()
    const { id } = subscription
    await suspendSubscription(provider.actor, { id, reason: 'Abuse' })
    await expectRefusal(resumeSubscription(consumer.actor, { id }), 'not_found')
    await expectRefusal(approveSubscription(consumer.actor, { id }), 'not_found')
  })

  it('needs a reason, and a subscription that is active', async () => {
    const { provider, subscription } = await makeSubscriber({ approval: 'manual' })
    const { id } = subscription
    await expectRefusal(suspendSubscription(provider.actor, { id, reason: ' ' }), 'invalid_input', ['reason'])
    const error = await expectRefusal(
      suspendSubscription(provider.actor, { id, reason: 'Abuse' }),
      'invalid_state',
    )
    expect(error.message).toContain('waits for approval')
  })

  it('is decided once by two who decide at the same moment', async () => {
    const { provider, subscription } = await makeSubscriber({ approval: 'manual' })
    const { id } = subscription
    const results = await Promise.allSettled([
      approveSubscription(provider.actor, { id }),
      refuseSubscription(provider.actor, { id, reason: 'No contract' }),
    ])
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
  })
})

describe('another plan', () => {
  it('must be of the same product', async () => {
    const { consumer, subscription } = await makeSubscriber()
    const { planId } = await makeOffer()
    await expectRefusal(
      changeSubscriptionPlan(consumer.actor, { id: subscription.id, planId }),
      'invalid_input',
      ['planId'],
    )
  })

  it('that needs approval is the provider’s to give, without an interruption', async () => {
    const { consumer, provider, subscription, offer } = await makeSubscriber()
    const input = { id: subscription.id, planId: await makePlan(offer.productId, { approval: 'manual' }) }
    await expectRefusal(changeSubscriptionPlan(consumer.actor, input), 'invalid_state')
    expect((await changeSubscriptionPlan(provider.actor, input)).status).toBe('active')
  })

  it('does not lift a suspension, and is not found by strangers', async () => {
    const { consumer, provider, subscription, offer } = await makeSubscriber()
    const input = { id: subscription.id, planId: await makePlan(offer.productId) }
    await suspendSubscription(provider.actor, { id: subscription.id, reason: 'Abuse' })
    await expectRefusal(changeSubscriptionPlan(consumer.actor, input), 'invalid_state')
    expect((await changeSubscriptionPlan(provider.actor, input)).status).toBe('suspended')
    const { actor } = await makeParty()
    await expectRefusal(changeSubscriptionPlan(actor, input), 'not_found')
  })

  it('opens a pending subscription when it needs no approval', async () => {
    const { consumer, subscription, offer } = await makeSubscriber({ approval: 'manual' })
    const planId = await makePlan(offer.productId)
    const changed = await changeSubscriptionPlan(consumer.actor, { id: subscription.id, planId })
    expect(changed.status).toBe('active')
  })
})
