import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '#lib/core/context.ts'
import { db, transaction } from '#lib/core/db.ts'
import { newId } from '#lib/core/id.ts'
import { describeVerb, expectRefusal, stranger, withRole } from '#lib/core/testing.ts'
import { advanceDunning } from '#lib/dunning/advance-dunning.ts'
import { getDunningTimeline } from '#lib/dunning/queries.ts'
import { priced } from '#lib/invoice/fixture.ts'
import { listDrift, listOutboundTasks } from './drift-queries.ts'
import { makeBilled, makeInvoice } from './fixture.ts'
import { openBillingPortal } from './open-billing-portal.ts'
import { openCheckout } from './open-checkout.ts'
import { listPaymentMethods, listPayments } from './queries.ts'
import { recordPayment } from './record-payment.ts'
import { retryOutboundTask } from './retry-outbound-task.ts'
import type { OpenPaymentPage } from './schema.ts'
import { type StripeUnderTest, startStripeUnderTest } from './testing.ts'

const DAY_MS = 86_400_000
let stripe: StripeUnderTest
beforeAll(async () => {
  stripe = await startStripeUnderTest()
})
afterAll(() => stripe.stop())

const pay = (invoiceId: string, status: 'succeeded' | 'failed', failure = '') =>
  transaction((tx) =>
    recordPayment(tx, system, {
      invoiceId,
      provider: 'manual',
      status,
      amount: 1_250n,
      failure,
      dedupeKey: newId('pay'),
    }),
  )

test('payments are read by both sides, and by nobody else', async () => {
  const billed = await makeBilled()
  const { provider, consumer } = billed
  const invoiceId = await makeInvoice(billed)
  await pay(invoiceId, 'failed', 'No money')
  await pay(invoiceId, 'succeeded')
  const received = await listPayments(provider.actor, { organizationId: provider.id })
  expect(received.data.map(({ status, failure }) => [status, failure])).toEqual([
    ['succeeded', ''],
    ['failed', 'No money'],
  ])
  const paid = await listPayments(consumer.actor, { side: 'consumer' })
  expect(paid.data).toEqual(received.data)
  expect((await listPayments(consumer.actor, { side: 'provider' })).data).toEqual([])
  expect((await listPayments(stranger, { side: 'consumer', invoiceId })).data).toEqual([])
  await expectRefusal(listPayments(stranger, { organizationId: provider.id }), 'not_found')
  expect(await listPaymentMethods(consumer.actor, consumer.id)).toMatchObject([
    { organization: { id: provider.id }, provider: 'manual', bankDetails: 'IBAN DE00 0000' },
  ])
  await expectRefusal(listPaymentMethods(provider.actor, consumer.id), 'not_found')
})

test('the course of a payment is told to both sides, with what is ahead', async () => {
  const billed = await makeBilled()
  const dueAt = new Date(Date.now() - 4 * DAY_MS)
  const invoiceId = await makeInvoice(billed, { issuedAt: new Date(Date.now() - 20 * DAY_MS), dueAt })
  await advanceDunning(new Date())
  const timeline = await getDunningTimeline(billed.consumer.actor, invoiceId)
  expect(timeline).toEqual(await getDunningTimeline(billed.provider.actor, invoiceId))
  expect(timeline.status).toBe('retrying')
  expect(timeline.events.map(({ kind }) => kind)).toEqual(['issued', 'due', 'reminded'])
  expect(timeline.ahead.map(({ kind, at }) => [kind, (at.getTime() - dueAt.getTime()) / DAY_MS])).toEqual([
    ['remind', 5],
    ['remind', 7],
    ['suspend', 14],
  ])
  await pay(invoiceId, 'succeeded')
  const after = await getDunningTimeline(billed.provider.actor, invoiceId)
  expect(after.ahead).toEqual([])
  expect(after.events.at(-1)?.kind).toBe('paid')
  await expectRefusal(getDunningTimeline(stranger, invoiceId), 'not_found')
})

test('drift and what did not reach Stripe are the provider’s to see', async () => {
  const billed = await makeBilled({ paymentProvider: 'stripe' })
  const { provider } = billed
  const objectId = await makeInvoice(billed)
  await db.stripeDrift.create({
    data: {
      id: newId('drift'),
      organizationId: provider.id,
      objectKind: 'invoice',
      objectId,
      what: 'status',
      ours: 'open',
      theirs: 'void',
    },
  })
  const { data } = await listDrift(provider.actor, { organizationId: provider.id, isOpen: 'true' })
  expect(data).toMatchObject([
    { objectName: expect.stringMatching(/^INV-/), currency: 'EUR', theirs: 'void' },
  ])
  expect((await listDrift(provider.actor, { organizationId: provider.id, isOpen: 'false' })).data).toEqual([])
  expect(await listOutboundTasks(provider.actor, provider.id)).toMatchObject([
    {
      kind: 'stripe.invoice',
      objectId,
      objectName: expect.stringMatching(/^INV-/),
      invoiceId: objectId,
      status: 'pending',
    },
  ])
  await expectRefusal(listDrift(stranger, { organizationId: provider.id }), 'not_found')
  await expectRefusal(listOutboundTasks(billed.consumer.actor, provider.id), 'not_found')
})

describeVerb('retryOutboundTask', {
  verb: retryOutboundTask,
  arrange: async () => {
    const billed = await makeBilled({ paymentProvider: 'stripe' })
    const objectId = await makeInvoice(billed)
    const { id } = await db.outboundTask.findFirstOrThrow({ where: { objectId } })
    await db.outboundTask.update({ where: { id }, data: { status: 'failed', lastError: 'No such thing' } })
    return { actor: billed.provider.actor, organizationId: billed.provider.id, input: { id } }
  },
  does: async ({ id }) => {
    expect(await db.outboundTask.findUnique({ where: { id } })).toMatchObject({ status: 'pending' })
  },
  role: 'admin',
  event: 'outbound_task.retried',
  repeated: 'nothing',
})

async function arrangePage() {
  const { consumer, provider } = await makeBilled({ paymentProvider: 'stripe' })
  const input: OpenPaymentPage = { organizationId: provider.id, consumerId: consumer.id }
  return { actor: consumer.actor, organizationId: consumer.id, input }
}

describeVerb('openCheckout', {
  verb: openCheckout,
  arrange: arrangePage,
  does: ({ url }) => expect(url).toMatch(/\/pay\/cs_test_/),
  role: 'admin',
  event: 'customer.checkout_opened',
  repeated: 'again',
})

describeVerb('openBillingPortal', {
  verb: openBillingPortal,
  arrange: arrangePage,
  does: ({ url }) => expect(url).toMatch(/\/portal\/bps_/),
  role: 'admin',
  event: 'customer.billing_portal_opened',
  repeated: 'again',
})

describe('Checkout is opened in the currency', () => {
  const currencyAt = async (url: string) => {
    const answer = await fetch(`${stripe.server.url}/control/state`)
    const state = (await answer.json()) as {
      checkout_session: Record<string, { url: string; currency: string }>
    }
    return Object.values(state.checkout_session).find((session) => session.url === url)?.currency
  }
  const yen = priced({ currency: 'JPY', recurringFee: 900 })

  test('of the plan, while there is no invoice', async () => {
    const { consumer, provider, offer } = await makeBilled({ paymentProvider: 'stripe' })
    await db.plan.update({ where: { id: offer.planId }, data: { pricing: yen } })
    const input = { organizationId: provider.id, consumerId: consumer.id }
    const { url } = await openCheckout(consumer.actor, input)
    expect(await currencyAt(url)).toBe('jpy')
  })

  test('of the last invoice, whatever the plan is now', async () => {
    const billed = await makeBilled({ paymentProvider: 'stripe' })
    await makeInvoice(billed)
    await db.plan.update({ where: { id: billed.offer.planId }, data: { pricing: yen } })
    const input = { organizationId: billed.provider.id, consumerId: billed.consumer.id }
    const { url } = await openCheckout(billed.consumer.actor, input)
    expect(await currencyAt(url)).toBe('eur')
  })

  test('that is asked for, before anything is subscribed to', async () => {
    const { actor, input } = await arrangePage()
    const { url } = await openCheckout(actor, { ...input, currency: 'USD' })
    expect(await currencyAt(url)).toBe('usd')
    await expectRefusal(openCheckout(actor, { ...input, currency: 'XYZ' }), 'invalid_input', ['currency'])
  })
})

describe('a payment page is refused', () => {
  test('where the provider takes transfers only', async () => {
    const { consumer, provider } = await makeBilled()
    const input = { organizationId: provider.id, consumerId: consumer.id }
    const error = await expectRefusal(openCheckout(consumer.actor, input), 'invalid_state')
    expect(error.message).toContain('bank transfer')
  })

  test.each(['//evil.example', 'https://evil.example', '/\\evil.example', 'x'])(
    'with a way back to %s',
    async (returnPath) => {
      const { actor, input } = await arrangePage()
      await expectRefusal(openCheckout(actor, { ...input, returnPath }), 'invalid_input', ['returnPath'])
    },
  )

  test('for a provider that sells nothing', async () => {
    const { actor, input } = await arrangePage()
    await expectRefusal(openCheckout(actor, { ...input, organizationId: 'org_none' }), 'not_found')
    const viewer = withRole(actor, input.consumerId, 'viewer')
    await expectRefusal(openCheckout(viewer, input), 'forbidden')
  })
})
