// Subscriptions to plans with prices, for the tests of what is billed. Times are the subscription's own: hours that lie as
// far back as the test says.
import { makeConsumer, makeOffer } from '#lib/application/fixture.ts'
import { Pricing, type PricingInput } from '#lib/billing/schema/pricing.ts'
import { system } from '#lib/core/context.ts'
import { db, transaction } from '#lib/core/db.ts'
import { createSubscription } from '#lib/subscription/create-subscription.ts'
import { startBilling } from './start-billing.ts'

type Options = {
  pricing?: Partial<PricingInput>
  /** When it became active; default: now. */
  at?: Date
  /** Its organization's test clock is so far ahead. */
  clockOffsetMs?: number
  settings?: Record<string, unknown>
}

export const requestsAt = (unitPrice: string, rest = {}) => ({
  key: 'requests',
  name: 'Requests',
  meter: { kind: 'requests' as const },
  price: { kind: 'per_unit' as const, unitPrice },
  ...rest,
})

/** Monthly, 9.00 in advance and 0.10 a request, 100 included, unless told otherwise. */
export const priced = (pricing: Partial<PricingInput> = {}) =>
  Pricing.parse({
    currency: 'EUR',
    interval: 'month',
    recurringFee: 900,
    charges: [requestsAt('10', { included: 100 })],
    ...pricing,
  })

/** A provider, a customer of it, and the customer's subscription that is billed. */
export async function makeBilledSubscription(options: Options = {}) {
  const { at = new Date(), clockOffsetMs = 0 } = options
  const [offer, consumer] = await Promise.all([makeOffer(), makeConsumer()])
  await db.plan.update({ where: { id: offer.planId }, data: { pricing: priced(options.pricing) } })
  await db.billingSettings.create({
    data: { organizationId: offer.provider.id, legalName: offer.provider.name, ...options.settings },
  })
  if (clockOffsetMs > 0)
    await db.organization.update({
      where: { id: consumer.id },
      data: { isSandbox: true, clockOffsetMs },
    })
  const { id } = await createSubscription(consumer.actor, {
    applicationId: consumer.applicationId,
    planId: offer.planId,
  })
  await db.subscriptionTerm.deleteMany({ where: { subscriptionId: id } })
  await db.invoice.deleteMany({ where: { subscriptionId: id } })
  await db.billingSettings.update({
    where: { organizationId: offer.provider.id },
    data: { nextInvoiceNumber: 1, nextSandboxNumber: 1 },
  })
  await db.subscription.update({ where: { id }, data: { anchorAt: null, billedUntil: null, renewsAt: null } })
  await transaction((tx) => startBilling(tx, system, id, { at, hasTrial: true }))
  return { offer, provider: offer.provider, consumer, subscriptionId: id, planId: offer.planId }
}

/** Metered units of an hour, as intake adds them up. */
export async function makeMeterHour(
  subscriptionId: string,
  planId: string,
  hour: Date,
  quantity: number,
  row: Record<string, unknown> = {},
): Promise<void> {
  const whole = new Date(Math.floor(hour.getTime() / 3_600_000) * 3_600_000)
  await db.usageMeterHour.create({
    data: {
      hour: whole,
      subscriptionId,
      planId,
      chargeKey: 'requests',
      gatewayId: 'gw_none',
      operationKey: '',
      quantity,
      requests: quantity,
      ...row,
    },
  })
}
