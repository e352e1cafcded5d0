import { beforeAll, describe, expect, it } from 'vitest'
import { call } from '../testing.ts'
import { newOffer, newParty, newSubscription, type Party } from './party.ts'

let provider: Party
let consumer: Party
let productId: string
let planId: string
let dearId: string
let subscriptionId: string
const send = (party: Party, method: string, path: string, body?: unknown) =>
  call(method, path, { token: party.token, ...(body !== undefined && { body }) })
const path = () => `/subscriptions/${subscriptionId}`

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

beforeAll(async () => {
  ;[provider, consumer] = [await newParty(), await newParty()]
  ;({ productId } = await newOffer(provider))
  const newPlan = async (name: string, fee: number) => {
    const body = { name, approval: 'automatic', pricing: pricing(fee) }
    return (await send(provider, 'POST', `/api-products/${productId}/plans`, body)).json.id
  }
  planId = await newPlan('Business', 900)
  dearId = await newPlan('Enterprise', 4_900)
  ;({ subscriptionId } = await newSubscription(consumer, planId))
})

describe('GET /plans/{id}/subscription-preview', () => {
  const preview = (id: string, query = '') =>
    send(consumer, 'GET', `/plans/${id}/subscription-preview${query}`)

  it('200: what it shows as due is what is invoiced', async () => {
    const application = await send(consumer, 'POST', '/applications', { name: 'Previewed' })
    const applicationId = application.json.id
    const { json } = await preview(dearId, `?applicationId=${applicationId}`)
    expect(json).toMatchObject({
      status: 'active',
      dueNow: 4_900,
      dueNowTotal: 4_900,
      nextInvoice: { subtotal: 4_900, upcoming: [{ kind: 'fee' }] },
      payment: { provider: 'manual', paymentMethod: '', termsDays: 14 },
    })
    const body = { applicationId, planId: dearId, expectedTerms: json.expectedTerms }
    const { json: made } = await send(consumer, 'POST', '/subscriptions', body)
    const { json: invoices } = await send(consumer, 'GET', `/invoices?subscriptionId=${made.id}`)
    expect(invoices.data).toMatchObject([{ kind: 'start', total: json.dueNowTotal }])
    expect((await preview(planId, `?applicationId=${applicationId}`)).status).toBe(409)
  })

  it('409: a subscription that was agreed to on other terms is not made', async () => {
    const application = await send(consumer, 'POST', '/applications', { name: 'Late' })
    const body = { applicationId: application.json.id, planId: dearId, expectedTerms: '0000000000000000' }
    expect(await send(consumer, 'POST', '/subscriptions', body)).toMatchObject({
      status: 409,
      json: { code: 'conflict', planId: dearId },
    })
  })

  it('404: for another organization, or one that is not there', async () => {
    expect((await preview(dearId, `?organizationId=${provider.organizationId}`)).status).toBe(404)
    expect((await preview('plan_none')).status).toBe(404)
  })
})

describe('a subscription on a plan with a price', () => {
  it('200: shows how it is billed', async () => {
    const { json } = await send(consumer, 'GET', path())
    expect(json).toMatchObject({
      suspendedFor: null,
      plan: { version: 1, pricing: { recurringFee: 900 } },
      billing: { isTrial: false, isCancelling: false, nextPlan: null, spendCap: null },
    })
    expect(json.billing.periodStartsAt < json.billing.renewsAt).toBe(true)
  })

  it('200, 409: is moved after a preview, and a stale one is refused', async () => {
    const preview = (await send(consumer, 'GET', `${path()}/plan-change/${dearId}`)).json
    expect(preview).toMatchObject({ kind: 'switch', expectedPlanId: planId, currency: 'EUR' })
    expect(preview.amount).toBeGreaterThan(0)
    const { expectedPlanId, expectedTerms } = preview
    const body = { planId: dearId, expectedPlanId, expectedTerms }
    expect((await send(consumer, 'POST', `${path()}/change-plan`, body)).status).toBe(200)
    const other = await send(consumer, 'POST', `${path()}/change-plan`, { planId, expectedPlanId: planId })
    // It is on the dearer one now: to go back from what one saw before is to decide on other grounds.
    expect(other).toMatchObject({ status: 409, json: { code: 'conflict', planId: dearId } })
  })

  it('400: a change is at once or at the period’s end', async () => {
    const { status, json } = await send(consumer, 'GET', `${path()}/plan-change/${planId}?at=later`)
    expect([status, Object.keys(json.fields)]).toEqual([400, ['at']])
  })

  it('200, 400: has a spend cap', async () => {
    expect((await send(consumer, 'PUT', `${path()}/spend-cap`, { amount: 5_000 })).status).toBe(200)
    expect((await send(consumer, 'GET', path())).json.billing.spendCap).toBe(5_000)
    const refused = await send(consumer, 'PUT', `${path()}/spend-cap`, { amount: -1 })
    expect(refused).toMatchObject({ status: 400, json: { fields: { amount: expect.any(String) } } })
  })

  it('200: is to end with its period, goes on, and is ended', async () => {
    const preview = (await send(consumer, 'GET', `${path()}/cancellation?at=period_end`)).json
    expect(preview.invoice).toMatchObject({ upcoming: [] })
    await send(consumer, 'POST', `${path()}/cancel`, { at: 'period_end' })
    expect((await send(consumer, 'GET', path())).json.billing.isCancelling).toBe(true)
    expect((await send(consumer, 'POST', `${path()}/uncancel`)).json.status).toBe('active')
    expect((await send(consumer, 'POST', `${path()}/cancel`)).json.status).toBe('cancelled')
    expect((await send(consumer, 'GET', path())).json).toMatchObject({ status: 'cancelled', billing: null })
  })
})

describe('POST /plans/{id}/move-subscriptions', () => {
  it('200: moves those of an older version', async () => {
    const { subscriptionId: id } = await newSubscription(consumer, planId)
    const changed = await send(provider, 'PATCH', `/plans/${planId}`, { pricing: pricing(1_200) })
    expect(changed.json).toMatchObject({ version: 2 })
    const moved = await send(provider, 'POST', `/plans/${planId}/move-subscriptions`, { at: 'now' })
    expect(moved.json).toMatchObject({ planId: changed.json.id, moved: 1, refused: [] })
    expect((await send(consumer, 'GET', `/subscriptions/${id}`)).json.plan.id).toBe(changed.json.id)
  })

  it('409: of the newest there are none to move', async () => {
    const { status } = await send(provider, 'POST', `/plans/${dearId}/move-subscriptions`, { at: 'now' })
    expect(status).toBe(409)
  })
})
