import { updateBillingSettings } from '#lib/billing-settings/update-billing-settings.ts'
import { db } from '#lib/core/db.ts'
import { openCheckout } from '#lib/payment/open-checkout.ts'
import { publishProduct } from '#lib/product/publish-product.ts'
import { setSandbox } from '#lib/sandbox/set-sandbox.ts'
import { setSpendCap } from '#lib/subscription/set-spend-cap.ts'
import { makeApi } from '#prisma/factories/api.ts'
import { makeApplication, makeCredential, makeSubscription } from '#prisma/factories/application.ts'
import { type MadeOrganization, makeOrganization } from '#prisma/factories/organization.ts'
import { makePlan, makeProduct } from '#prisma/factories/product.ts'
import type { House } from '../house/house.ts'
import { type SoldPlan, soldPlans } from './plans.ts'
import { until } from './until.ts'

export type Sold = { plan: SoldPlan; subscriptionId: string; key: string }
export type Market = {
  provider: MadeOrganization
  consumer: MadeOrganization
  sold: Sold[]
  /** The address of request number n. */
  urlOf: (number: number) => URL
}

/** A provider that Stripe collects for, and a sandbox that subscribes to each of its plans with an application of its own. */
export async function sellAll(house: House, upstreamUrl: string): Promise<Market> {
  const provider = await makeOrganization('Provider')
  await updateBillingSettings(provider.owner, { organizationId: provider.id, paymentProvider: 'stripe' })
  const consumer = await makeOrganization('Sandbox')
  await setSandbox(consumer.owner, { organizationId: consumer.id, isSandbox: true })
  const api = await makeApi(provider, { upstreamUrl })
  const product = await makeProduct(provider, { apiIds: [api.id] })
  const plans: { plan: SoldPlan; id: string }[] = []
  for (const plan of soldPlans) {
    const { id } = await makePlan(provider, product.id, { pricing: plan.pricing })
    plans.push({ plan, id })
  }
  await publishProduct(provider.owner, { id: product.id })
  const sold: Sold[] = []
  for (const { plan, id } of plans) {
    const application = await makeApplication(consumer)
    const subscription = await makeSubscription(consumer, application.id, id)
    if (plan.spendCap !== undefined)
      await setSpendCap(consumer.owner, { id: subscription.id, amount: plan.spendCap })
    const { secret: key } = await makeCredential(consumer, application.id)
    sold.push({ plan, subscriptionId: subscription.id, key })
  }
  const urlOf = (number: number): URL => new URL(`${house.gatewayUrl}/${api.slug}/things/${number}`)
  return { provider, consumer, sold, urlOf }
}

/** Saves a card on Stripe's page, as a person does; resolves once the house knows of it. */
export async function enterCard({ provider, consumer }: Market): Promise<void> {
  const { url } = await openCheckout(consumer.owner, {
    organizationId: provider.id,
    consumerId: consumer.id,
  })
  const form = new URLSearchParams({ card: '4242424242424242', expiry: '12 / 34', cvc: '123' })
  await fetch(url, { method: 'POST', redirect: 'manual', body: form })
  await until('the card is known', async () => {
    const customer = await db.customer.findFirst({ where: { organizationId: provider.id } })
    return (customer?.paymentMethod ?? '') !== ''
  })
}
