import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { db, transaction } from '#lib/core/db.ts'
import { newId } from '#lib/core/id.ts'
import { expectRefusal } from '#lib/core/testing.ts'
import { type Billed, makeBilled, makeInvoice } from '../fixture.ts'
import { openBillingPortal } from '../open-billing-portal.ts'
import { openCheckout } from '../open-checkout.ts'
import { providerOf } from '../provider.ts'
import { type StripeUnderTest, startStripeUnderTest } from '../testing.ts'

const DAY_MS = 86_400_000
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
  stripe.server.context.store.reset()
  billed = await makeBilled({ paymentProvider: 'stripe' })
})

const invoiceOf = (id: string) => db.invoice.findUniqueOrThrow({ where: { id } })
const customerOf = () => db.customer.findUniqueOrThrow({ where: { id: billed.customerId } })
const subscriptionOf = () => db.subscription.findUniqueOrThrow({ where: { id: billed.subscriptionId } })
const store = () => stripe.server.context.store
const charges = () => store().all('charge')
const mailsOf = async () =>
  (await db.mail.findMany({ where: { organizationId: billed.provider.id }, orderBy: { id: 'asc' } })).map(
    ({ kind }) => kind,
  )
const pages = () => ({
  organizationId: billed.provider.id,
  consumerId: billed.consumer.id,
  returnPath: '/x?y=1',
})

/** A person saves a card by Checkout. */
async function saveCard(card?: string): Promise<Response> {
  const { url } = await openCheckout(billed.consumer.actor, pages())
  const answer = await stripe.enterCard(url, card)
  await stripe.settle()
  return answer
}

describe('with a card that works', () => {
  test('Checkout saves it, our invoice is made line by line, paid once, and receipted', async () => {
    const answer = await saveCard()
    expect(answer.headers.get('location')).toContain('/x?y=1&payment=saved')
    expect(await customerOf()).toMatchObject({ paymentMethod: 'Visa •••• 4242' })
    const id = await makeInvoice(billed, { amounts: [1_000n, 250n, -50n], tax: 228n })
    await stripe.settle()
    expect(await invoiceOf(id)).toMatchObject({
      status: 'paid',
      amountPaid: 1_428n,
      paymentProvider: 'stripe',
    })
    const [there] = store().all('invoice')
    expect(there).toMatchObject({ status: 'paid', total: 1_428, metadata: { gatehouse_invoice: id } })
    const items = store()
      .all('invoiceitem')
      .map(({ amount }) => amount)
    expect(items.sort((a, b) => a - b)).toEqual([-50, 228, 250, 1_000])
    expect(charges()).toMatchObject([{ amount: 1_428 }])
    expect(await mailsOf()).toEqual(['invoice_issued', 'receipt'])
    expect(await db.payment.findMany({ where: { invoiceId: id } })).toMatchObject([{ status: 'succeeded' }])
  })

  test('an invoice that waited for a payment method is paid when there is one', async () => {
    const id = await makeInvoice(billed)
    await stripe.settle()
    expect(await invoiceOf(id)).toMatchObject({ status: 'open', dunningStatus: 'none' })
    expect((await invoiceOf(id)).paymentUrl).toContain('/invoice/in_')
    await saveCard()
    expect(await invoiceOf(id)).toMatchObject({ status: 'paid' })
    expect(charges()).toHaveLength(1)
  })

  test('a credit note gives money back once', async () => {
    await saveCard()
    const invoiceId = await makeInvoice(billed)
    await stripe.settle()
    const note = { id: newId('cn'), number: newId('cn'), reason: 'Outage', total: 250n, lines: [] }
    await transaction(async (tx) => {
      await tx.creditNote.create({
        data: { ...note, invoiceId, organizationId: billed.provider.id, issuedAt: new Date() },
      })
      await providerOf({ paymentProvider: 'stripe' }).refund(tx, note.id)
    })
    stripe.server.faults.add({ kind: 'lost', call: 'POST /v1/credit_notes', times: 2 })
    await stripe.settle()
    await stripe.settle(new Date(Date.now() + DAY_MS))
    expect(store().all('refund')).toMatchObject([{ amount: 250 }])
    expect(await db.creditNote.findUnique({ where: { id: note.id } })).toMatchObject({
      stripeCreditNoteId: store().all('credit_note')[0]!.id,
    })
    expect(await db.payment.count({ where: { invoiceId, status: 'refunded' } })).toBe(1)
  })
})

describe('with a card that is declined', () => {
  test('it is tried on each day, then suspended; paid on its page, it is served again', async () => {
    await saveCard()
    const { stripeCustomerId } = await customerOf()
    store().state.declined[stripeCustomerId!] = 'insufficient_funds'
    const id = await makeInvoice(billed)
    await stripe.settle()
    expect(await invoiceOf(id)).toMatchObject({ status: 'open', dunningStatus: 'retrying', dunningSteps: 0 })
    for (const day of [3, 5, 7, 14]) await stripe.settle(new Date(Date.now() + day * DAY_MS + 120_000))
    expect(await subscriptionOf()).toMatchObject({ status: 'suspended', suspendedFor: 'payment' })
    const failures = await db.payment.findMany({ where: { invoiceId: id, status: 'failed' } })
    expect(failures).toHaveLength(4)
    expect(failures[0]).toMatchObject({ failure: 'Your card has insufficient funds.' })
    delete store().state.declined[stripeCustomerId!]
    await stripe.enterCard((await invoiceOf(id)).paymentUrl!)
    await stripe.settle()
    expect(await invoiceOf(id)).toMatchObject({ status: 'paid', dunningStatus: 'none' })
    expect(await subscriptionOf()).toMatchObject({ status: 'active', suspendedFor: null })
    expect(charges()).toHaveLength(1)
    expect((await mailsOf()).filter((kind) => kind !== 'payment_failed')).toEqual([
      'invoice_issued',
      'subscription_suspended',
      'receipt',
      'subscription_resumed',
    ])
  })

  test('Checkout says so, and nothing is saved', async () => {
    const answer = await saveCard('4000000000000002')
    expect(answer.status).toBe(402)
    expect(await answer.text()).toContain('Your card was declined.')
    expect(await customerOf()).toMatchObject({ paymentMethod: '' })
  })

  test('another one by the Billing Portal pays what is open', async () => {
    await saveCard('4000000000000341')
    const id = await makeInvoice(billed)
    await stripe.settle()
    expect(await invoiceOf(id)).toMatchObject({ status: 'open', dunningStatus: 'retrying' })
    const { url } = await openBillingPortal(billed.consumer.actor, pages())
    await stripe.enterCard(url, '5555555555554444')
    await stripe.settle()
    expect(await customerOf()).toMatchObject({ paymentMethod: 'Mastercard •••• 4444' })
    expect(await invoiceOf(id)).toMatchObject({ status: 'paid' })
  })
})

describe('when Stripe is in trouble', () => {
  const everyCall = [
    'POST /v1/customers',
    'POST /v1/invoices',
    'POST /v1/invoiceitems',
    'POST /v1/invoices/:id/finalize',
    'POST /v1/invoices/:id/pay',
  ]
  test.each(
    everyCall.flatMap((call) => [
      { call, name: 'loses its answer', fault: { kind: 'lost', times: 2 } as const },
      { call, name: 'answers 429', fault: { status: 429, times: 3 } as const },
      { call, name: 'answers 500', fault: { status: 500, times: 3 } as const },
      { call, name: 'keeps an error under our key', fault: { kind: 'stored', times: 1 } as const },
    ]),
  )('$call $name: it is collected all the same, once', async ({ call, fault }) => {
    await saveCard()
    if (call === 'POST /v1/customers') {
      await db.customer.update({ where: { id: billed.customerId }, data: { stripeCustomerId: null } })
      store().reset()
    }
    stripe.server.faults.add({ ...fault, call })
    const id = await makeInvoice(billed)
    for (let minute = 1; minute < 8; minute++) await stripe.settle(new Date(Date.now() + minute * 60_000))
    expect(stripe.server.faults.isSpent).toBe(true)
    expect(
      store()
        .all('invoice')
        .map(({ total, status }) => [total, status]),
    ).toEqual([[1_250, call === 'POST /v1/customers' ? 'open' : 'paid']])
    expect(store().all('customer')).toHaveLength(1)
    expect(store().all('invoiceitem')).toHaveLength(2)
    if (call === 'POST /v1/customers') return
    expect(charges()).toMatchObject([{ amount: 1_250 }])
    expect(await invoiceOf(id)).toMatchObject({ status: 'paid', amountPaid: 1_250n })
  })

  test('down at Checkout: a clear refusal, nothing half-done', async () => {
    stripe.server.faults.add({ status: 500, times: 1 })
    const error = await expectRefusal(openCheckout(billed.consumer.actor, pages()), 'unavailable')
    expect(error.message).toContain('Nothing was charged')
    const { url } = await openCheckout(billed.consumer.actor, pages())
    expect(url).toContain('/pay/cs_')
  })

  test('keys that Stripe has forgotten: what was made is found by our id', async () => {
    await saveCard()
    const id = await makeInvoice(billed)
    stripe.server.faults.add({ kind: 'lost', times: 2, call: 'POST /v1/invoices' })
    await stripe.settle(new Date())
    store().state.answer = {}
    await stripe.settle(new Date(Date.now() + 2 * DAY_MS))
    expect(store().all('invoice')).toHaveLength(1)
    expect(await invoiceOf(id)).toMatchObject({ status: 'paid' })
  })

  test('what can never be is given up, and says why', async () => {
    const id = await makeInvoice(billed, { amounts: [9_007_199_254_740_993n] })
    await stripe.settle()
    expect(await db.outboundTask.findFirst({ where: { objectId: id } })).toMatchObject({
      status: 'failed',
      lastError: expect.stringContaining('more than can be collected'),
    })
    await stripe.settle(new Date(Date.now() + 60 * DAY_MS))
    expect(await subscriptionOf()).toMatchObject({ status: 'active' })
  })
})

test('a sandbox is never collected by a live account', async () => {
  await db.organization.update({ where: { id: billed.consumer.id }, data: { isSandbox: true } })
  process.env.STRIPE_SECRET_KEY = 'sk_live_house'
  const id = await makeInvoice(billed)
  process.env.STRIPE_SECRET_KEY = 'sk_test_house'
  expect(await invoiceOf(id)).toMatchObject({ paymentProvider: 'manual' })
})
