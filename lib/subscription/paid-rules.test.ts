import { describe, expect, it } from 'vitest'
import { createApplication } from '#lib/application/create-application.ts'
import { deleteApplication } from '#lib/application/delete-application.ts'
import { makeOffer, makePlan } from '#lib/application/fixture.ts'
import { system } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import { expectRefusal, stranger } from '#lib/core/testing.ts'
import { suspendForPayment } from '#lib/dunning/suspension.ts'
import { getDraftInvoice } from '#lib/invoice/draft-invoice.ts'
import { makeBilledSubscription, makeMeterHour, priced, requestsAt } from '#lib/invoice/fixture.ts'
import { renewSubscription } from '#lib/invoice/renew-subscription.ts'
import { updatePlan } from '#lib/plan/update-plan.ts'
import { cancelSubscription } from './cancel-subscription.ts'
import { changeSubscriptionPlan } from './change-subscription-plan.ts'
import { createSubscription } from './create-subscription.ts'
import { movePlanSubscriptions } from './move-plan-subscriptions.ts'
import { previewCancellation, previewPlanChange } from './preview-plan-change.ts'
import { getSubscription } from './queries.ts'
import { resumeSubscription } from './resume-subscription.ts'
import { setSpendCap } from './set-spend-cap.ts'
import { suspendSubscription } from './suspend-subscription.ts'
import { uncancelSubscription } from './uncancel-subscription.ts'
import { listVersionSubscribers } from './version-subscribers.ts'

const DAY_MS = 86_400_000
const rowOf = (id: string) => db.subscription.findUniqueOrThrow({ where: { id } })

async function makePricedPlan(productId: string, pricing: Parameters<typeof priced>[0] = {}) {
  const id = await makePlan(productId)
  await db.plan.update({ where: { id }, data: { pricing: priced(pricing) } })
  return id
}

/** A subscription that began so many days ago, with a dearer plan beside its own. */
async function makeUpgradable(days = 10) {
  const made = await makeBilledSubscription({ at: new Date(Date.now() - days * DAY_MS) })
  const dearId = await makePricedPlan(made.offer.productId, { recurringFee: 4_900 })
  return { ...made, id: made.subscriptionId, actor: made.consumer.actor, dearId }
}

describe('the preview of an upgrade', () => {
  it('is what the draft of the invoice shows after the change', async () => {
    const { id, actor, dearId } = await makeUpgradable()
    const preview = await previewPlanChange(actor, { id, planId: dearId })
    expect(preview).toMatchObject({ kind: 'switch', currency: 'EUR', dueNow: 0n })
    expect(preview.lines.map(({ kind }) => kind)).toEqual(['proration', 'proration'])
    expect(preview.lines[0]!.amount).toBeLessThan(0n)
    expect(preview.lines[1]!.amount).toBeGreaterThan(0n)
    await changeSubscriptionPlan(actor, {
      id,
      planId: dearId,
      expectedPlanId: preview.expectedPlanId,
      expectedTerms: preview.expectedTerms,
    })
    const draft = await getDraftInvoice(actor, id)
    const subtotal = draft.subtotal + draft.upcomingTotal
    // A few seconds passed between the two: a share of a fee that is less than a cent.
    expect(Number(preview.nextInvoice!.subtotal - subtotal)).toBeCloseTo(0, -1)
    expect(draft.upcomingTotal).toBe(4_900n)
  })

  it('shows what changes at the gateway', async () => {
    const { id, actor, dearId } = await makeUpgradable()
    await db.plan.update({
      where: { id: dearId },
      data: { rateLimitRequests: 60, rateLimitWindowSeconds: 60 },
    })
    const { limits } = await previewPlanChange(actor, { id, planId: dearId })
    expect(limits.filter(({ isChanged }) => isChanged)).toEqual([
      { label: 'Rate limit', before: 'No rate limit', after: '60 requests a minute', isChanged: true },
    ])
  })

  it('is refused where the provider has to move the subscription', async () => {
    const { id, actor, dearId } = await makeUpgradable()
    await db.plan.update({ where: { id: dearId }, data: { approval: 'manual' } })
    await expectRefusal(previewPlanChange(actor, { id, planId: dearId }), 'invalid_state')
    await expectRefusal(changeSubscriptionPlan(actor, { id, planId: dearId }), 'invalid_state')
  })

  it('of the period’s end shows the new fee in advance and nothing else', async () => {
    const { id, actor, dearId } = await makeUpgradable()
    const preview = await previewPlanChange(actor, { id, planId: dearId, at: 'period_end' })
    expect(preview).toMatchObject({ kind: 'order', lines: [], amount: 0n })
    expect(preview.effectiveAt).toEqual((await rowOf(id)).renewsAt)
    expect(preview.nextInvoice!.upcoming).toMatchObject([{ kind: 'fee', amount: 4_900n }])
  })

  it('is nobody else’s to see', async () => {
    const { id, dearId } = await makeUpgradable()
    await expectRefusal(previewPlanChange(stranger, { id, planId: dearId }), 'not_found')
    await expectRefusal(previewCancellation(stranger, { id }), 'not_found')
  })
})

describe('two tabs', () => {
  it('that upgrade to different plans: the second hears that it decided on other grounds', async () => {
    const { id, actor, dearId, offer } = await makeUpgradable()
    const otherId = await makePricedPlan(offer.productId, { recurringFee: 9_900 })
    const previews = await Promise.all(
      [dearId, otherId].map((planId) => previewPlanChange(actor, { id, planId })),
    )
    const results = await Promise.allSettled(
      previews.map(({ to, expectedPlanId }) =>
        changeSubscriptionPlan(actor, { id, planId: to.id, expectedPlanId }),
      ),
    )
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const refused = results.find((result) => result.status === 'rejected')
    expect(refused?.reason).toMatchObject({ code: 'conflict' })
    expect(await db.subscriptionTerm.count({ where: { subscriptionId: id } })).toBe(2)
  })

  it('that upgrade to the same plan: it is done once', async () => {
    const { id, actor, dearId, planId: expectedPlanId } = await makeUpgradable()
    const change = () => changeSubscriptionPlan(actor, { id, planId: dearId, expectedPlanId })
    const [one, two] = await Promise.all([change(), change()])
    expect(one.revision).toBe(two.revision)
    expect(await db.subscriptionTerm.count({ where: { subscriptionId: id } })).toBe(2)
  })

  it('a price that changed since the preview is a conflict, not a surprise', async () => {
    const { id, actor, dearId, provider } = await makeUpgradable()
    const { expectedTerms } = await previewPlanChange(actor, { id, planId: dearId })
    await updatePlan(provider.actor, { id: dearId, pricing: priced({ recurringFee: 5_900 }) })
    await expectRefusal(changeSubscriptionPlan(actor, { id, planId: dearId, expectedTerms }), 'conflict')
  })
})

describe('a change of plan', () => {
  it('from a free plan begins to bill, and to a free one ends it with an invoice', async () => {
    const { id, actor, offer, planId } = await makeUpgradable()
    const freeId = await makePlan(offer.productId)
    const preview = await previewPlanChange(actor, { id, planId: freeId })
    expect(preview.kind).toBe('end')
    expect(preview.amount).toBeLessThan(0n)
    await changeSubscriptionPlan(actor, { id, planId: freeId })
    expect(await rowOf(id)).toMatchObject({ planId: freeId, anchorAt: null, renewsAt: null })
    expect(await db.invoice.count({ where: { subscriptionId: id, kind: 'end' } })).toBe(1)
    await expectRefusal(changeSubscriptionPlan(actor, { id, planId }), 'invalid_state')
    await db.subscription.update({
      where: { id },
      data: { billedUntil: new Date(Date.now() - 2 * 3_600_000) },
    })
    const again = await previewPlanChange(actor, { id, planId })
    expect(again).toMatchObject({ kind: 'start', dueNow: 900n })
    await changeSubscriptionPlan(actor, { id, planId })
    expect((await rowOf(id)).renewsAt).toEqual(again.nextInvoice!.at)
  })

  it('between currencies is refused, and between months and years only at the period’s end', async () => {
    const { id, actor, offer } = await makeUpgradable()
    const dollars = await makePricedPlan(offer.productId, { currency: 'USD' })
    for (const at of ['now', 'period_end'] as const) {
      const error = await expectRefusal(
        changeSubscriptionPlan(actor, { id, planId: dollars, at }),
        'invalid_state',
      )
      expect(error.message).toContain('priced in USD')
    }
    const yearly = await makePricedPlan(offer.productId, { interval: 'year', recurringFee: 49_000 })
    await expectRefusal(changeSubscriptionPlan(actor, { id, planId: yearly }), 'invalid_state')
    await changeSubscriptionPlan(actor, { id, planId: yearly, at: 'period_end' })
    expect((await rowOf(id)).nextPlanId).toBe(yearly)
  })

  it('that was ordered is taken back by choosing the present plan', async () => {
    const { id, actor, dearId, planId } = await makeUpgradable()
    await changeSubscriptionPlan(actor, { id, planId: dearId, at: 'period_end' })
    expect((await getSubscription(actor, id)).billing?.nextPlan).toMatchObject({ id: dearId })
    await changeSubscriptionPlan(actor, { id, planId, at: 'period_end' })
    expect((await rowOf(id)).nextPlanId).toBeNull()
  })

  it('bills a period that has ended as it was, before anything changes', async () => {
    const { id, actor, dearId, planId } = await makeUpgradable(40)
    await changeSubscriptionPlan(actor, { id, planId: dearId })
    const [period] = await db.invoice.findMany({ where: { subscriptionId: id, kind: 'period' } })
    expect(period?.feePlanId).toBe(planId)
    expect(await renewSubscription(system, id)).toBe(false)
  })
})

describe('a trial', () => {
  const trial = { trial: { kind: 'days' as const, days: 14 } }

  it('charges nothing, and is had once a product', async () => {
    const { consumer, offer, subscriptionId: id } = await makeBilledSubscription({ pricing: trial })
    expect(await db.invoice.count({ where: { subscriptionId: id } })).toBe(0)
    expect((await getSubscription(consumer.actor, id)).billing?.isTrial).toBe(true)
    const cancellation = await previewCancellation(consumer.actor, { id })
    expect(cancellation.invoice).toBeNull()
    await cancelSubscription(consumer.actor, { id })
    const application = await createApplication(consumer.actor, { name: 'Next', organizationId: consumer.id })
    const next = await createSubscription(consumer.actor, {
      applicationId: application.id,
      planId: offer.planId,
    })
    expect((await rowOf(next.id)).trialEndsAt).toBeNull()
    expect(await db.invoice.count({ where: { subscriptionId: next.id, kind: 'start' } })).toBe(1)
  })

  it('goes on when the plan changes, and its end charges the new one', async () => {
    const { consumer, offer, subscriptionId: id } = await makeBilledSubscription({ pricing: trial })
    const planId = await makePricedPlan(offer.productId, { recurringFee: 2_900 })
    const preview = await previewPlanChange(consumer.actor, { id, planId })
    expect(preview).toMatchObject({ kind: 'switch', lines: [], nextInvoice: { subtotal: 2_900n } })
    await changeSubscriptionPlan(consumer.actor, { id, planId })
    const { trialEndsAt } = await rowOf(id)
    expect(trialEndsAt).not.toBeNull()
    await renewSubscription(system, id, trialEndsAt!.getTime() + 1)
    expect(await db.invoice.findMany({ where: { subscriptionId: id } })).toMatchObject([
      { kind: 'start', subtotal: 2_900n },
    ])
  })
})

describe('a cancellation', () => {
  it('with the period keeps the fee, and at once gives the unused part back', async () => {
    const { id, actor } = await makeUpgradable()
    const [now, later] = await Promise.all([
      previewCancellation(actor, { id }),
      previewCancellation(actor, { id, at: 'period_end' }),
    ])
    expect(now.invoice!.subtotal).toBeLessThan(0n)
    expect(later.invoice).toMatchObject({ subtotal: 0n, upcoming: [] })
    expect(later.endsAt).toEqual((await rowOf(id)).renewsAt)
  })

  it('can be taken back until it is carried out, and not afterwards', async () => {
    const { id, actor } = await makeUpgradable()
    await cancelSubscription(actor, { id, at: 'period_end' })
    await expectRefusal(
      changeSubscriptionPlan(actor, { id, planId: (await makeUpgradable()).dearId, at: 'period_end' }),
      'invalid_input',
    )
    await uncancelSubscription(actor, { id })
    await cancelSubscription(actor, { id })
    expect((await cancelSubscription(actor, { id, at: 'period_end' })).status).toBe('cancelled')
    await expectRefusal(uncancelSubscription(actor, { id }), 'invalid_state')
  })

  it('of what is not billed has no period to end with', async () => {
    const { consumer, offer } = await makeBilledSubscription()
    const planId = (await makeOffer()).planId
    const application = await createApplication(consumer.actor, { name: 'Free', organizationId: consumer.id })
    const { id } = await createSubscription(consumer.actor, { applicationId: application.id, planId })
    await expectRefusal(cancelSubscription(consumer.actor, { id, at: 'period_end' }), 'invalid_state')
    expect(offer.planId).not.toBe(planId)
  })

  it('comes before the deletion of an application that is billed', async () => {
    const { consumer, subscriptionId } = await makeBilledSubscription()
    const { applicationId: id } = consumer
    const error = await expectRefusal(deleteApplication(consumer.actor, { id }), 'invalid_state')
    expect(error.message).toContain('Cancel')
    expect((await rowOf(subscriptionId)).status).toBe('active')
  })
})

describe('a spend cap', () => {
  it('below what the period cost already is refused, and names that', async () => {
    const pricing = { charges: [requestsAt('10')] }
    const made = await makeBilledSubscription({ pricing, at: new Date(Date.now() - DAY_MS) })
    const { subscriptionId: id, planId, consumer } = made
    await makeMeterHour(id, planId, new Date(), 200)
    const error = await expectRefusal(setSpendCap(consumer.actor, { id, amount: 1_999 }), 'invalid_input', [
      'amount',
    ])
    expect(error.message).toContain('€20.00')
    await setSpendCap(consumer.actor, { id, amount: 2_000 })
    await setSpendCap(consumer.actor, { id, amount: null })
    expect((await rowOf(id)).spendCap).toBeNull()
  })

  it('needs something that is billed', async () => {
    const { consumer } = await makeBilledSubscription()
    const { planId } = await makeOffer()
    const { id } = await createSubscription(consumer.actor, {
      applicationId: consumer.applicationId,
      planId,
    })
    await expectRefusal(setSpendCap(consumer.actor, { id, amount: 100 }), 'invalid_state')
  })
})

describe('a suspension for an unpaid invoice', () => {
  async function makeUnpaid() {
    const made = await makeBilledSubscription()
    const { subscriptionId: id } = made
    await db.invoice.updateMany({
      where: { subscriptionId: id },
      data: { dunningStatus: 'suspended', nextDunningAt: null },
    })
    await suspendForPayment(id, 'Invoice INV-000001 was not paid.')
    return { ...made, id }
  }

  it('may be lifted by the provider: a new grace begins', async () => {
    const { id, provider, consumer } = await makeUnpaid()
    expect((await getSubscription(consumer.actor, id)).suspendedFor).toBe('payment')
    await resumeSubscription(provider.actor, { id })
    expect(await rowOf(id)).toMatchObject({ status: 'active', suspendedFor: null })
    const invoice = await db.invoice.findFirstOrThrow({ where: { subscriptionId: id } })
    expect(invoice.dunningStatus).toBe('grace')
    expect(invoice.nextDunningAt! > new Date()).toBe(true)
  })

  it('becomes the provider’s own when it suspends, too', async () => {
    const { id, provider } = await makeUnpaid()
    await suspendSubscription(provider.actor, { id, reason: 'Abuse' })
    expect(await rowOf(id)).toMatchObject({ suspendedFor: 'provider', reason: 'Abuse' })
  })
})

describe('moving subscriptions to the newest version', () => {
  it('is ordered for the period’s end, with one notice, and carried out with the renewal', async () => {
    const { id, provider, planId, consumer } = await makeUpgradable()
    await db.customer.updateMany({ where: { consumerId: consumer.id }, data: { email: 'ap@mobile.example' } })
    const next = await updatePlan(provider.actor, { id: planId, pricing: priced({ recurringFee: 1_200 }) })
    const movable = () => listVersionSubscribers(provider.actor, planId)
    expect(await movable()).toMatchObject([{ id, organization: consumer.name, renewsAt: expect.any(Date) }])
    await expectRefusal(listVersionSubscribers(stranger, planId), 'not_found')
    const result = await movePlanSubscriptions(provider.actor, { id: planId, at: 'period_end' })
    expect(result).toMatchObject({ moved: 0, ordered: 1, refused: [], planId: next.id })
    expect(await movable(), 'what is on its way is not offered again').toEqual([])
    const { renewsAt } = await rowOf(id)
    await renewSubscription(system, id, renewsAt!.getTime() + 1)
    expect((await rowOf(id)).planId).toBe(next.id)
    const mails = await db.mail.findMany({ where: { objectId: id, kind: 'plan_moved' } })
    expect(mails).toHaveLength(1)
    expect(mails[0]!.text).toContain('version 2')
  })

  it('names those that cannot be moved and moves the others', async () => {
    const { id, provider, planId, actor } = await makeUpgradable()
    await cancelSubscription(actor, { id, at: 'period_end' })
    await updatePlan(provider.actor, { id: planId, pricing: priced({ recurringFee: 1_200 }) })
    const result = await movePlanSubscriptions(provider.actor, { id: planId, at: 'period_end' })
    expect(result).toMatchObject({ ordered: 0, refused: [{ subscriptionId: id }] })
  })

  it('needs an older version', async () => {
    const { provider, planId } = await makeUpgradable()
    await expectRefusal(movePlanSubscriptions(provider.actor, { id: planId, at: 'now' }), 'invalid_state')
  })
})
