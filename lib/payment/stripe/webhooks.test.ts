import Stripe from 'stripe'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { system } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import { cancelSubscription } from '#lib/subscription/cancel-subscription.ts'
import { type Billed, makeBilled, makeInvoice } from '../fixture.ts'
import { openCheckout } from '../open-checkout.ts'
import { type StripeUnderTest, startStripeUnderTest, WEBHOOK_SECRET } from '../testing.ts'
import { handleStripeEvents } from './handle-events.ts'

const DAY_MS = 86_400_000
const WEEK_SECONDS = 7 * 86_400
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
  stripe.server.faults.clear()
  stripe.server.webhooks.delivery = { mode: 'send', copies: 1, delayMs: 0 }
  stripe.server.context.store.reset()
  billed = await makeBilled({ paymentProvider: 'stripe' })
})

const store = () => stripe.server.context.store
const invoiceOf = (id: string) => db.invoice.findUniqueOrThrow({ where: { id } })
const eventsOf = () => db.stripeEvent.findMany({ orderBy: { id: 'asc' } })

async function saveCard(): Promise<void> {
  const page = { organizationId: billed.provider.id, consumerId: billed.consumer.id }
  await stripe.enterCard((await openCheckout(billed.consumer.actor, page)).url)
  await stripe.settle()
}

/** A text as Stripe would send it, signed as told. */
function post(body: object, { secret = WEBHOOK_SECRET, ageSeconds = 0, signature = '' } = {}) {
  const payload = JSON.stringify(body)
  const timestamp = Math.floor(Date.now() / 1000) - ageSeconds
  const header = Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp })
  return fetch(stripe.webhookUrl, {
    method: 'POST',
    headers: { 'stripe-signature': signature || header },
    body: payload,
  })
}
const hint = (more: object = {}) => ({
  id: `evt_${Math.random().toString(36).slice(2)}`,
  object: 'event',
  livemode: false,
  type: 'invoice.paid',
  data: { object: { id: 'in_unknown', object: 'invoice' } },
  ...more,
})

describe('news come', () => {
  test.each([
    { name: 'twice', delivery: { copies: 2 }, order: 'kept' as const },
    { name: 'out of order', delivery: { mode: 'hold' as const }, order: 'reversed' as const },
    { name: 'late', delivery: { delayMs: 300 }, order: 'kept' as const },
  ])('$name: the outcome is the same', async ({ delivery, order }) => {
    await saveCard()
    Object.assign(stripe.server.webhooks.delivery, delivery)
    store().state.declined[
      (await db.customer.findUniqueOrThrow({ where: { id: billed.customerId } })).stripeCustomerId!
    ] = 'generic_decline'
    const id = await makeInvoice(billed)
    await stripe.settle()
    store().state.declined = {}
    await stripe.enterCard((await invoiceOf(id)).paymentUrl!)
    stripe.server.webhooks.release(order)
    await stripe.settle()
    expect(await invoiceOf(id)).toMatchObject({ status: 'paid', amountPaid: 1_250n, dunningStatus: 'none' })
    const payments = await db.payment.findMany({ where: { invoiceId: id }, orderBy: { id: 'asc' } })
    expect(payments.map(({ status }) => status)).toEqual(['failed', 'succeeded'])
    expect(await db.mail.count({ where: { objectId: id, kind: 'receipt' } })).toBe(1)
    const events = await eventsOf()
    expect(events.length).toBeGreaterThan(4)
    expect(events.filter(({ handledAt }) => !handledAt)).toEqual([])
  })

  test('never, because the server was away: the event is sent again until it is taken', async () => {
    await saveCard()
    const { id } = (await eventsOf())[0]!
    await db.stripeEvent.deleteMany({})
    const [first, second] = [await stripe.server.webhooks.post(JSON.stringify(store().get('event', id))), 200]
    expect(first).toBe(second)
    expect(await eventsOf()).toHaveLength(1)
  })

  test('while Stripe cannot be asked: they are followed later', async () => {
    await saveCard()
    const id = await makeInvoice(billed)
    stripe.server.webhooks.delivery.mode = 'hold'
    await stripe.settle()
    await db.invoice.update({ where: { id }, data: { status: 'open', amountPaid: 0n } })
    await db.payment.deleteMany({ where: { invoiceId: id } })
    stripe.server.webhooks.release()
    await expect.poll(() => stripe.server.webhooks.isIdle).toBe(true)
    stripe.server.faults.add({ status: 500, times: 50 })
    await handleStripeEvents(new Date(Date.now() + 1_000))
    stripe.server.faults.clear()
    expect(await invoiceOf(id)).toMatchObject({ status: 'open' })
    await stripe.settle(new Date(Date.now() + 300_000))
    expect(await invoiceOf(id)).toMatchObject({ status: 'paid' })
  })

  test('after the subscription was cancelled: it stays cancelled', async () => {
    await saveCard()
    const customer = await db.customer.findUniqueOrThrow({ where: { id: billed.customerId } })
    store().state.declined[customer.stripeCustomerId!] = 'generic_decline'
    const id = await makeInvoice(billed)
    await stripe.settle()
    for (const day of [3, 5, 7, 14]) await stripe.settle(new Date(Date.now() + day * DAY_MS + 120_000))
    stripe.server.webhooks.delivery.mode = 'hold'
    store().state.declined = {}
    await stripe.enterCard((await invoiceOf(id)).paymentUrl!)
    await cancelSubscription(system, { id: billed.subscriptionId })
    stripe.server.webhooks.release('reversed')
    await stripe.settle()
    expect(await invoiceOf(id)).toMatchObject({ status: 'paid' })
    expect(await db.subscription.findUnique({ where: { id: billed.subscriptionId } })).toMatchObject({
      status: 'cancelled',
    })
  })
})

describe('refused at the door, and nothing kept', () => {
  test.each([
    { name: 'a signature by another secret', options: { secret: 'whsec_other' } },
    { name: 'no signature that could be read', options: { signature: 'nonsense' } },
    { name: 'a replay after a week', options: { ageSeconds: WEEK_SECONDS } },
  ])('$name', async ({ options }) => {
    const answer = await post(hint(), options)
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ code: 'invalid_input' })
    expect(await eventsOf()).toEqual([])
  })

  test('a body that was changed on its way', async () => {
    const payload = JSON.stringify(hint())
    const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret: WEBHOOK_SECRET })
    const answer = await post({ ...hint(), livemode: true }, { signature })
    expect(answer.status).toBe(400)
  })

  test('what is signed, but no event', async () => {
    expect((await post({ hello: 'world' })).status).toBe(400)
  })

  test('everything, where Stripe is not configured', async () => {
    const { STRIPE_SECRET_KEY: key, STRIPE_WEBHOOK_SECRET: secret } = process.env
    delete process.env.STRIPE_SECRET_KEY
    delete process.env.STRIPE_WEBHOOK_SECRET
    expect((await post(hint())).status).toBe(404)
    Object.assign(process.env, { STRIPE_SECRET_KEY: key, STRIPE_WEBHOOK_SECRET: secret })
  })
})

describe('taken in, and left alone', () => {
  test.each([
    {
      name: 'of a type that says us nothing',
      more: { type: 'tax.settings.updated' },
      outcome: 'ignored: type',
    },
    {
      name: 'of another account',
      more: { account: 'acct_other' },
      outcome: 'ignored: of the account acct_other',
    },
    { name: 'of live mode, with a test key', more: { livemode: true }, outcome: 'ignored: live mode' },
    { name: 'of an object that is none of ours', more: {}, outcome: 'ignored: object of somebody else' },
    {
      name: 'of an object that Stripe does not know',
      more: { type: 'checkout.session.completed', data: { object: { id: 'cs_gone' } } },
      outcome: 'ignored: unknown to Stripe',
    },
  ])('an event $name', async ({ more, outcome }) => {
    expect((await post(hint(more))).status).toBe(200)
    await stripe.settle()
    expect(await eventsOf()).toMatchObject([{ outcome, handledAt: expect.any(Date) }])
  })
})
