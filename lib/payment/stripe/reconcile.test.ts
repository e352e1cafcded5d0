import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { db } from '#lib/core/db.ts'
import { type Billed, makeBilled, makeInvoice } from '../fixture.ts'
import { openCheckout } from '../open-checkout.ts'
import { type StripeUnderTest, startStripeUnderTest } from '../testing.ts'
import { differencesOf, reconcileStripe } from './reconcile.ts'

let stripe: StripeUnderTest
let billed: Billed
beforeAll(async () => {
  stripe = await startStripeUnderTest()
})
afterAll(() => stripe.stop())
beforeEach(async () => {
  await db.outboundTask.deleteMany({})
  await db.stripeEvent.deleteMany({})
  await db.invoice.deleteMany({})
  await db.customer.deleteMany({})
  stripe.server.context.store.reset()
  billed = await makeBilled({ paymentProvider: 'stripe' })
  const page = { organizationId: billed.provider.id, consumerId: billed.consumer.id }
  await stripe.enterCard((await openCheckout(billed.consumer.actor, page)).url)
  await stripe.settle()
})

const store = () => stripe.server.context.store
const driftOf = () =>
  db.stripeDrift.findMany({ where: { organizationId: billed.provider.id }, orderBy: { id: 'asc' } })

test('where both sides agree, nothing is found', async () => {
  await makeInvoice(billed)
  await stripe.settle()
  await reconcileStripe(new Date())
  expect(await driftOf()).toEqual([])
})

test('a payment whose webhook was lost is found, recorded and closed', async () => {
  await db.customer.updateMany({ data: { paymentMethod: '' } })
  const customer = store().all('customer')[0]!
  const method = customer.invoice_settings.default_payment_method!
  customer.invoice_settings.default_payment_method = null
  const id = await makeInvoice(billed)
  await stripe.settle()
  stripe.server.webhooks.delivery.mode = 'hold'
  await fetch(`${stripe.server.url}/control/pay`, {
    method: 'POST',
    body: JSON.stringify({ invoice: store().all('invoice')[0]!.id, paymentMethod: method }),
  })
  await reconcileStripe(new Date())
  stripe.server.webhooks.delivery.mode = 'send'
  expect(await db.invoice.findUnique({ where: { id } })).toMatchObject({ status: 'paid', amountPaid: 1_250n })
  const drift = await driftOf()
  expect(drift.map(({ what, ours, theirs }) => [what, ours, theirs])).toEqual([
    ['status', 'open', 'paid'],
    ['paid', '0', '1250'],
  ])
  expect(drift.every(({ repairedAt }) => repairedAt !== null)).toBe(true)
})

test('what cannot be mended stays visible until it agrees again', async () => {
  const id = await makeInvoice(billed)
  await stripe.settle()
  const there = store().all('invoice')[0]!
  there.total += 1
  await reconcileStripe(new Date())
  expect(await driftOf()).toMatchObject([
    { objectId: id, objectKind: 'invoice', what: 'total', ours: '1250', theirs: '1251', repairedAt: null },
  ])
  there.total -= 1
  await reconcileStripe(new Date())
  expect((await driftOf())[0]?.repairedAt).toBeInstanceOf(Date)
})

test('a customer and an invoice that are gone at Stripe', async () => {
  await makeInvoice(billed)
  await stripe.settle()
  store().state.customer = {}
  store().state.invoice = {}
  await reconcileStripe(new Date())
  expect((await driftOf()).map(({ objectKind, what }) => [objectKind, what])).toEqual([
    ['invoice', 'missing'],
    ['customer', 'missing'],
  ])
})

test('a draft is still being made: no drift', () => {
  const ours = { status: 'open', total: 10n, amountPaid: 0n }
  expect(differencesOf(ours, { status: 'draft', total: 0, amount_paid: 0 })).toEqual([])
})
