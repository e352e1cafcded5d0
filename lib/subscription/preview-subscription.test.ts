import { describe, expect, it } from 'vitest'
import { makeConsumer, makeOffer } from '#lib/application/fixture.ts'
import { db } from '#lib/core/db.ts'
import { expectRefusal, stranger, withRole } from '#lib/core/testing.ts'
import { priced } from '#lib/invoice/fixture.ts'
import { createSubscription } from './create-subscription.ts'
import { previewSubscription } from './preview-subscription.ts'
import { refuseSubscription } from './refuse-subscription.ts'

const DAY_MS = 86_400_000
type Pricing = Parameters<typeof priced>[0]

/** A consumer's application before an offer with a price. */
async function arrange(pricing: Pricing = {}, settings?: Record<string, unknown>) {
  const [offer, consumer] = await Promise.all([makeOffer(), makeConsumer()])
  const { planId, provider } = offer
  await db.plan.update({ where: { id: planId }, data: { pricing: priced(pricing) } })
  if (settings)
    await db.billingSettings.create({
      data: { organizationId: provider.id, legalName: provider.name, ...settings },
    })
  const { applicationId, actor } = consumer
  const preview = () => previewSubscription(actor, { applicationId, planId })
  const subscribe = (expectedTerms?: string) =>
    createSubscription(actor, { applicationId, planId, ...(expectedTerms && { expectedTerms }) })
  return { ...offer, consumer, actor, applicationId, preview, subscribe }
}

describe('the preview of a subscription', () => {
  it('is the invoice that is made, with its tax', async () => {
    const german = { country: 'DE', taxRates: [{ country: 'DE', ratePercent: 19 }] }
    const { preview, subscribe } = await arrange({ setupFee: 5_000 }, german)
    const shown = await preview()
    expect(shown.lines.map(({ kind, amount }) => [kind, amount])).toEqual([
      ['setup', 5_000n],
      ['fee', 900n],
    ])
    expect(shown.tax).toEqual({ ratePercent: '19', isReverseCharge: false })
    const { id } = await subscribe(shown.expectedTerms)
    const invoice = await db.invoice.findFirstOrThrow({ where: { subscriptionId: id } })
    expect([invoice.subtotal, invoice.total]).toEqual([shown.dueNow, shown.dueNowTotal])
    const { renewsAt } = await db.subscription.findUniqueOrThrow({ where: { id } })
    expect(shown.nextInvoice).toMatchObject({ at: renewsAt, subtotal: 900n, tax: 171n, total: 1_071n })
  })

  it('is due after the trial, which an organization has once', async () => {
    const { preview, subscribe, consumer, planId, actor } = await arrange({
      trial: { kind: 'days', days: 14 },
    })
    const shown = await preview()
    expect(shown).toMatchObject({ dueNow: 0n, lines: [], nextInvoice: { subtotal: 900n } })
    expect(Math.round((shown.trialEndsAt!.getTime() - Date.now()) / DAY_MS)).toBe(14)
    const { id } = await subscribe(shown.expectedTerms)
    const { trialEndsAt, renewsAt } = await db.subscription.findUniqueOrThrow({ where: { id } })
    expect([trialEndsAt, shown.nextInvoice!.at], 'free until the very first charge').toEqual([
      renewsAt,
      renewsAt,
    ])
    const again = await previewSubscription(actor, { planId, organizationId: consumer.id })
    expect(again).toMatchObject({ trialEndsAt: null, dueNow: 900n })
    expect(again.expectedTerms).not.toBe(shown.expectedTerms)
  })

  it('says how it is paid', async () => {
    const { preview, provider, consumer } = await arrange({}, { paymentTermsDays: 30 })
    expect((await preview()).payment).toEqual({ provider: 'manual', paymentMethod: '', termsDays: 30 })
    await db.customer.create({
      data: {
        id: `cus_${consumer.id}`,
        organizationId: provider.id,
        consumerId: consumer.id,
        paymentMethod: 'Visa •••• 4242',
      },
    })
    expect((await preview()).payment).toMatchObject({ paymentMethod: 'Visa •••• 4242' })
  })

  it('shows nothing due for a free plan', async () => {
    const [{ planId }, { actor, id }] = await Promise.all([makeOffer(), makeConsumer()])
    expect(await previewSubscription(actor, { planId, organizationId: id })).toMatchObject({
      currency: null,
      dueNow: 0n,
      nextInvoice: null,
      payment: null,
    })
  })

  it('says that the provider decides first, also after it refused', async () => {
    const { preview, subscribe, planId, provider } = await arrange()
    await db.plan.update({ where: { id: planId }, data: { approval: 'manual' } })
    expect(await preview()).toMatchObject({ status: 'pending', dueNow: 900n })
    const { id } = await subscribe()
    await refuseSubscription(provider.actor, { id, reason: 'Not yet.' })
    await db.plan.update({ where: { id: planId }, data: { approval: 'automatic' } })
    expect(await preview()).toMatchObject({ status: 'pending' })
  })
})

describe('a subscription that was previewed', () => {
  it('is not made when the price changed meanwhile', async () => {
    const { preview, subscribe, planId, applicationId } = await arrange()
    const { expectedTerms } = await preview()
    await db.plan.update({ where: { id: planId }, data: { pricing: priced({ recurringFee: 9_900 }) } })
    await expectRefusal(subscribe(expectedTerms), 'conflict')
    expect(await db.subscription.count({ where: { applicationId } })).toBe(0)
    const fresh = await preview()
    expect(await subscribe(fresh.expectedTerms)).toMatchObject({ status: 'active' })
  })
})

describe('the preview of a subscription is refused', () => {
  it('as the subscription would be', async () => {
    const { preview, subscribe, planId, applicationId, actor, consumer } = await arrange()
    const viewer = withRole(actor, consumer.id, 'viewer')
    await expectRefusal(previewSubscription(viewer, { applicationId, planId }), 'forbidden')
    await expectRefusal(previewSubscription(stranger, { applicationId, planId }), 'not_found')
    const elsewhere = { planId, organizationId: consumer.id }
    await expectRefusal(previewSubscription(stranger, elsewhere), 'not_found')
    await subscribe()
    await expectRefusal(preview(), 'conflict', ['planId'])
    await db.plan.update({ where: { id: planId }, data: { isClosed: true } })
    await expectRefusal(preview(), 'invalid_state')
  })
})
