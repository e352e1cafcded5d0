import { beforeAll, describe, expect, it } from 'vitest'
import { call } from '../testing.ts'
import { newOffer, newParty, newSubscription, type Party } from './party.ts'

let provider: Party
let consumer: Party
let subscriptionId: string
const send = (party: Party, method: string, path: string, body?: unknown) =>
  call(method, path, { token: party.token, ...(body !== undefined && { body }) })
const sandbox = () => `/organizations/${consumer.organizationId}/sandbox`

const pricing = {
  currency: 'EUR',
  interval: 'month',
  charges: [
    {
      key: 'requests',
      name: 'Requests',
      meter: { kind: 'requests' },
      price: { kind: 'per_unit', unitPrice: '10' },
    },
  ],
}

beforeAll(async () => {
  ;[provider, consumer] = [await newParty(), await newParty()]
  const { planId } = await newOffer(provider, {
    quota: { requests: 100, period: 'month' },
    pricing: { ...pricing, trial: { kind: 'days', days: 14 } },
  })
  await send(consumer, 'PUT', sandbox(), { isSandbox: true })
  ;({ subscriptionId } = await newSubscription(consumer, planId))
})

describe('a sandbox', () => {
  it('200: has a clock that is moved on', async () => {
    expect((await send(consumer, 'GET', sandbox())).json).toMatchObject({ isSandbox: true, clockOffsetMs: 0 })
    const moved = await send(consumer, 'POST', `${sandbox()}/clock`, { bySeconds: 86_400 })
    expect(moved.status).toBe(200)
    expect((await send(consumer, 'GET', sandbox())).json.clockOffsetMs).toBe(86_400_000)
  })

  it.each([
    [{ bySeconds: -1 }, 'bySeconds'],
    [{}, 'to'],
    [{ to: 'tomorrow' }, 'to'],
  ])('400: %j', async (body, field) => {
    const { status, json } = await send(consumer, 'POST', `${sandbox()}/clock`, body)
    expect([status, Object.keys(json.fields)]).toEqual([400, [field]])
  })

  it('200, 409: ends a trial once, and uses up a quota', async () => {
    const path = `/subscriptions/${subscriptionId}`
    expect((await send(consumer, 'POST', `${path}/end-trial`)).status).toBe(200)
    expect((await send(consumer, 'POST', `${path}/end-trial`)).json.code).toBe('invalid_state')
    expect((await send(consumer, 'POST', `${path}/exhaust-quota`)).status).toBe(200)
  })

  it('409: what is real is not played with', async () => {
    const path = `/organizations/${provider.organizationId}/sandbox/clock`
    expect((await send(provider, 'POST', path, { bySeconds: 1 })).json.code).toBe('invalid_state')
  })
})

describe('credits', () => {
  it('201, 200: are granted, bought, listed and taken back', async () => {
    const offer = await newOffer(provider, { pricing: { ...pricing, isPrepaid: true } })
    const prepaid = await newSubscription(consumer, offer.planId)
    const path = `/subscriptions/${prepaid.subscriptionId}/credits`
    const granted = await send(provider, 'POST', path, { amount: 5_000, note: 'Welcome' })
    expect(granted.status).toBe(201)
    const bought = await send(consumer, 'POST', `${path}/purchase`, { amount: 2_000 })
    expect([bought.status, bought.json.invoiceId]).toEqual([201, expect.stringMatching(/^inv_/)])
    const { json } = await send(consumer, 'GET', path)
    expect(json).toMatchObject({
      currency: 'EUR',
      left: 5_000,
      items: [
        { status: 'waiting', amount: 2_000 },
        { status: 'usable', left: 5_000 },
      ],
    })
    expect((await send(provider, 'POST', `/credits/${granted.json.id}/void`)).status).toBe(200)
    expect((await send(consumer, 'GET', path)).json.left).toBe(0)
    expect((await send(consumer, 'POST', `/credits/${granted.json.id}/void`)).status).toBe(404)
  })
})
