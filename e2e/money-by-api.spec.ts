import { createAccessToken } from '#lib/access-token/create-access-token.ts'
import { type MadeOrganization, makeOrganization } from '#prisma/factories/organization.ts'
import { eventually } from '#scripts/test-support/eventually.ts'
import { makeAccountsOffer } from './support/accounts.ts'
import { addresses, call, expect, test, untilStatus } from './support/journey.ts'
import { CARDS } from './support/stripe.ts'

const DAY_S = 86_400

// biome-ignore lint/suspicious/noExplicitAny: answers are held against our OpenAPI document by the tests of the management API
type Json = any
type Send = (method: string, path: string, body?: unknown) => Promise<Json>

/** Calls the management API of the running stack by HTTP, as this organization's owner; an answer that is no 2xx fails. */
async function senderOf({ owner, id }: MadeOrganization): Promise<Send> {
  const { secret } = await createAccessToken(owner, { name: 'Journey', organizationId: id })
  return async (method, path, body) => {
    const response = await fetch(`${addresses().web}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    expect(response.ok, `${method} ${path}: ${response.status} ${text}`).toBe(true)
    return text ? JSON.parse(text) : null
  }
}

/** A person enters a card on one of Stripe's pages. */
async function enterCard(url: string, card: string): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ card, expiry: '12 / 34', cvc: '123' }),
  })
}

const pricing = (recurringFee: number) => ({
  currency: 'EUR',
  interval: 'month',
  recurringFee,
  charges: [
    {
      key: 'requests',
      name: 'Requests',
      meter: { kind: 'requests' },
      price: { kind: 'per_unit', unitPrice: '10' },
    },
  ],
})

test('by the management API alone: Checkout, cost, cap, upgrade, invoice to the request, a declined card, suspended, paid, served', async () => {
  const offer = await makeAccountsOffer()
  const sandbox = await makeOrganization('Sandbox')
  const provider = await senderOf(offer.organization)
  const consumer = await senderOf(sandbox)
  const organizationId = offer.organization.id
  const enforced = async (revision: number) => {
    const isEnforced = async () => (await provider('GET', `/revisions/${revision}`)).state === 'enforced'
    await eventually(isEnforced, `revision ${revision} is enforced`)
  }
  const turnClock = (days: number) =>
    consumer('POST', `/organizations/${sandbox.id}/sandbox/clock`, { bySeconds: days * DAY_S })
  const newPlan = (name: string, fee: number) =>
    provider('POST', `/api-products/${offer.product.id}/plans`, {
      name,
      approval: 'automatic',
      pricing: pricing(fee),
    })
  await provider('PATCH', `/organizations/${organizationId}/billing-settings`, {
    legalName: 'Accounts Ltd',
    paymentProvider: 'stripe',
    dunningDays: [3],
    graceDays: 7,
  })
  const [basic, business] = [await newPlan('Metered', 900), await newPlan('Business', 4_900)]

  // Subscribed, and paid by the card that Checkout saved.
  await consumer('PUT', `/organizations/${sandbox.id}/sandbox`, { isSandbox: true })
  const { id: applicationId } = await consumer('POST', '/applications', { name: 'Desk' })
  const { id } = await consumer('POST', '/subscriptions', { applicationId, planId: basic.id })
  const key = await consumer('POST', `/applications/${applicationId}/credentials`, { name: 'Key' })
  const parties = { organizationId, consumerId: sandbox.id }
  const checkout = await consumer('POST', '/checkout-sessions', parties)
  expect((await enterCard(checkout.url, CARDS.good)).status).toBe(303)
  const invoices = async (): Promise<Json[]> => (await consumer('GET', `/invoices?subscriptionId=${id}`)).data
  const invoiceWith = (what: string, wanted: (invoice: Json) => boolean) =>
    eventually(async () => (await invoices()).find(wanted), what)
  const first = await invoiceWith('the first invoice is paid', ({ status }) => status === 'paid')
  expect([first.kind, first.total]).toEqual(['start', 900])

  // The cost grows with the calls, stops at the cap to the cent, and goes on beyond a raised one.
  const capped = await consumer('PUT', `/subscriptions/${id}/spend-cap`, { amount: 25 })
  await enforced(Math.max(capped.revision, key.revision))
  const next = async () => (await call(offer.url, key.secret)).body.code ?? 'served'
  expect([await next(), await next(), await next()]).toEqual(['served', 'served', 'spend_cap_reached'])
  const cost = async () => (await consumer('GET', `/subscriptions/${id}/draft-invoice`)).subtotal
  await expect.poll(cost).toBe(20)
  await enforced((await consumer('PUT', `/subscriptions/${id}/spend-cap`, { amount: 10_000 })).revision)
  await expect.poll(next, { message: 'the raised cap lets one more pass' }).toBe('served')

  // An upgrade costs what its preview said.
  const preview = await consumer('GET', `/subscriptions/${id}/plan-change/${business.id}`)
  const { expectedPlanId, expectedTerms } = preview
  const change = { planId: business.id, at: 'now', expectedPlanId, expectedTerms }
  await enforced((await consumer('POST', `/subscriptions/${id}/change-plan`, change)).revision)
  await expect.poll(next).toBe('served')

  // A month later its invoice opens down to a request.
  await expect
    .poll(cost, { message: 'four requests and the difference of the fees' })
    .toBe(40 + preview.amount)
  await turnClock(32)
  const month = await invoiceWith(
    'the month is billed',
    ({ kind, status }) => kind === 'period' && status === 'paid',
  )
  const { lines } = await consumer('GET', `/invoices/${month.id}`)
  const usage: Json[] = lines.filter(({ kind }: Json) => kind === 'usage')
  expect(usage.reduce((sum, { quantity }) => sum + Number(quantity), 0)).toBe(4)
  const opened = await consumer('GET', `/invoices/${month.id}/lines/${usage[0]!.id}/evidence?groupBy=gateway`)
  const decision = await consumer('GET', `/decisions/${opened.sample[0].id}`)
  expect(decision.status).toBe(200)

  // A card that is declined: reminded, suspended, paid, served again.
  const portal = await consumer('POST', '/billing-portal-sessions', parties)
  await enterCard(portal.url, CARDS.declined)
  await turnClock(31)
  const failed = await invoiceWith(
    'the card is declined',
    ({ kind, status, dunningStatus }) => kind === 'period' && status === 'open' && dunningStatus !== 'none',
  )
  await turnClock(30)
  await untilStatus(offer.url, key.secret, 402)
  expect(await next()).toBe('payment_overdue')
  const { events } = await provider('GET', `/invoices/${failed.id}/dunning`)
  expect(events.map(({ kind }: Json) => kind)).toEqual(
    expect.arrayContaining(['payment_failed', 'suspended']),
  )
  const { paymentUrl } = await consumer('GET', `/invoices/${failed.id}`)
  expect((await enterCard(paymentUrl, CARDS.good)).status).toBe(200)
  await untilStatus(offer.url, key.secret, 200)
})
