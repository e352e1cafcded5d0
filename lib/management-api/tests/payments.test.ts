import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { db } from '#lib/core/db.ts'
import { type StripeUnderTest, startStripeUnderTest } from '#lib/payment/testing.ts'
import { call } from '../testing.ts'
import { newBill, newOffer, newParty, newSubscription, type Party } from './party.ts'

let stripe: StripeUnderTest
let provider: Party
let consumer: Party
let bill: Awaited<ReturnType<typeof newBill>>
beforeAll(async () => {
  stripe = await startStripeUnderTest()
  ;[provider, consumer] = [await newParty(), await newParty()]
  const { planId } = await newOffer(provider)
  const { subscriptionId } = await newSubscription(consumer, planId)
  await db.billingSettings.create({
    data: { organizationId: provider.organizationId, paymentProvider: 'stripe' },
  })
  bill = await newBill(provider.organizationId, subscriptionId)
})
afterAll(() => stripe.stop())

const send = (party: Party, method: string, path: string, body?: unknown) =>
  call(method, path, { token: party.token, ...(body !== undefined && { body }) })
const page = () => ({ organizationId: provider.organizationId, consumerId: consumer.organizationId })

describe('Stripe’s pages', () => {
  it('201: Checkout; the card that was entered is how the consumer pays', async () => {
    const { status, json } = await send(consumer, 'POST', '/checkout-sessions', page())
    expect(status).toBe(201)
    expect((await stripe.enterCard(json.url)).status).toBe(303)
    await stripe.settle()
    const methods = await send(consumer, 'GET', '/payment-methods')
    expect(methods.json.data).toMatchObject([
      { organization: { id: provider.organizationId }, provider: 'stripe', paymentMethod: 'Visa •••• 4242' },
    ])
  })

  it('201: the Billing Portal', async () => {
    expect(await send(consumer, 'POST', '/billing-portal-sessions', page())).toMatchObject({ status: 201 })
  })

  it('503: while Stripe is down', async () => {
    stripe.server.faults.add({ status: 503, times: 1 })
    const { status, json } = await send(consumer, 'POST', '/checkout-sessions', page())
    expect([status, json.code]).toEqual([503, 'unavailable'])
  })

  it('400: a way back to another site', async () => {
    const body = { ...page(), returnPath: '//evil.example' }
    expect(await send(consumer, 'POST', '/checkout-sessions', body)).toMatchObject({ status: 400 })
  })
})

describe('what was billed', () => {
  it('200: the course of its payment, its mails, what did not reach Stripe', async () => {
    const dunning = await send(provider, 'GET', `/invoices/${bill.invoiceId}/dunning`)
    expect(dunning.json.events.map(({ kind }: { kind: string }) => kind)).toEqual(['issued', 'due'])
    const mails = await send(provider, 'GET', `/mails?objectId=${bill.invoiceId}`)
    expect(mails.json.data).toMatchObject([{ id: bill.mailId, status: 'waiting' }])
    expect((await send(provider, 'GET', `/mails/${bill.mailId}`)).json.html).toContain('Invoice')
    const tasks = await send(provider, 'GET', '/outbound-tasks')
    expect(tasks.json.data).toMatchObject([{ id: bill.taskId, status: 'failed' }])
  })

  it('200: work that was given up is taken up again', async () => {
    const { json } = await send(provider, 'POST', `/outbound-tasks/${bill.taskId}/retry`)
    expect(json).toEqual({ id: bill.taskId, status: 'pending' })
  })

  it('200: payments by amount and currency, drift that stands', async () => {
    await db.payment.create({
      data: {
        id: `pay_${bill.invoiceId}`,
        invoiceId: bill.invoiceId,
        provider: 'manual',
        status: 'succeeded',
        amount: 1_250,
        at: new Date(),
        dedupeKey: bill.invoiceId,
      },
    })
    const payments = await send(provider, 'GET', `/payments?invoiceId=${bill.invoiceId}`)
    expect(payments.json.data).toMatchObject([{ amount: 1_250, currency: 'EUR', status: 'succeeded' }])
    expect((await send(provider, 'GET', '/stripe-drift?isOpen=true')).json.data).toEqual([])
  })
})
