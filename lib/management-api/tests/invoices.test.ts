import { beforeAll, describe, expect, it } from 'vitest'
import { system } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import { makeMeterHour, priced } from '#lib/invoice/fixture.ts'
import { renewSubscription } from '#lib/invoice/renew-subscription.ts'
import { call } from '../testing.ts'
import { newOffer, newParty, newSubscription, type Party } from './party.ts'

let provider: Party
let consumer: Party
let subscriptionId: string

const asProvider = (method: string, path: string, body?: unknown) =>
  call(method, path, { token: provider.token, body })
const asConsumer = (method: string, path: string, body?: unknown) =>
  call(method, path, { token: consumer.token, body })

beforeAll(async () => {
  ;[provider, consumer] = [await newParty(), await newParty()]
  const settings = `/organizations/${provider.organizationId}/billing-settings`
  const changed = await asProvider('PATCH', settings, {
    legalName: 'Provider GmbH',
    country: 'DE',
    bankDetails: 'IBAN DE00 0000',
    taxRates: [{ country: 'DE', ratePercent: 19 }],
  })
  expect([changed.status, changed.json.legalName]).toEqual([200, 'Provider GmbH'])
  expect((await asConsumer('GET', settings)).status).toBe(404)
  const { planId } = await newOffer(provider, { pricing: JSON.parse(JSON.stringify(priced())) })
  const made = await newSubscription(consumer, planId)
  subscriptionId = made.subscriptionId
  const { anchorAt, renewsAt } = await db.subscription.findUniqueOrThrow({ where: { id: subscriptionId } })
  await makeMeterHour(subscriptionId, planId, anchorAt!, 120)
  await renewSubscription(system, subscriptionId, renewsAt!.getTime())
})

const usageInvoice = async () => {
  const { json } = await asProvider(
    'GET',
    `/invoices?side=provider&kind=period&subscriptionId=${subscriptionId}`,
  )
  return json.data[0].id as string
}

describe('invoices', () => {
  it('200: a draft for both sides, and nobody else', async () => {
    const path = `/subscriptions/${subscriptionId}/draft-invoice`
    for (const as of [asProvider, asConsumer])
      expect((await as('GET', path)).json).toMatchObject({
        currency: 'EUR',
        usageAmount: 0,
        upcomingTotal: 900,
      })
    const stranger = await newParty()
    expect((await call('GET', path, { token: stranger.token })).status).toBe(404)
  })

  it('200: listed by each side, opened with lines, down to the day', async () => {
    const id = await usageInvoice()
    expect((await asConsumer('GET', '/invoices')).json.data.map((item: { id: string }) => item.id)).toContain(
      id,
    )
    const { json } = await asConsumer('GET', `/invoices/${id}`)
    expect(json).toMatchObject({
      subtotal: 1_100,
      tax: 209,
      total: 1_309,
      parties: { seller: { legalName: 'Provider GmbH' } },
    })
    const [usage, fee] = json.lines
    const evidence = await asConsumer('GET', `/invoices/${id}/lines/${usage.id}/evidence?groupBy=hour`)
    expect(evidence.json).toMatchObject({ quantity: 120, groupBy: 'hour', parts: [{ quantity: 120 }] })
    expect((await asConsumer('GET', `/invoices/${id}/lines/${fee.id}/evidence`)).status).toBe(409)
    expect((await asConsumer('GET', `/invoices/${id}/lines/line_none/evidence`)).status).toBe(404)
  })

  it('200: as PDF and as CSV', async () => {
    const id = await usageInvoice()
    const pdf = await asConsumer('GET', `/invoices/${id}/pdf`)
    expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    const csv = await asProvider('GET', '/invoices.csv?side=provider')
    expect(csv.json).toContain('INV-000002,period,')
  })

  it('200: paid by hand, by the provider only', async () => {
    const id = await usageInvoice()
    const body = { reference: 'Transfer', amount: 300 }
    expect((await asConsumer('POST', `/invoices/${id}/mark-paid`, body)).status).toBe(404)
    const paid = await asProvider('POST', `/invoices/${id}/mark-paid`, body)
    expect(paid.json).toEqual({ id, status: 'open', amountOpen: 1_009 })
  })

  it('201: credited in part, billed anew after a preview, refunded', async () => {
    const id = await usageInvoice()
    const { json } = await asProvider('GET', `/invoices/${id}`)
    const lines = [{ lineId: json.lines[0].id, amount: 100 }]
    const note = await asProvider('POST', `/invoices/${id}/credit-notes`, { reason: 'Outage', lines })
    expect([note.status, note.json.total]).toEqual([201, 119])
    const preview = await asProvider('GET', `/invoices/${id}/rebill`)
    const done = await asProvider('POST', `/invoices/${id}/rebill`, { reason: 'Agreed' })
    expect(done.json.differences).toEqual(preview.json.differences)
    expect((await asProvider('POST', `/invoices/${id}/rebill`, { reason: 'Again' })).status).toBe(409)
    const back = await asProvider('POST', `/invoices/${id}/refund`, { reference: 'Back' })
    expect(back.json).toEqual({ id, amountOwed: 0 })
    const voided = await asProvider('POST', `/invoices/${done.json.invoiceId}/void`, { reason: 'Test' })
    expect(voided.json.status).toBe('void')
  })
})

describe('customers', () => {
  it('200: seen by both sides, changed by the customer', async () => {
    const { json } = await asProvider('GET', '/customers')
    const { id } = json.data[0]
    expect(
      (await asConsumer('PATCH', `/customers/${id}`, { legalName: 'Consumer SA', country: 'FR' })).json,
    ).toEqual({ id })
    expect((await asProvider('GET', `/customers/${id}`)).json).toMatchObject({
      legalName: 'Consumer SA',
      country: 'FR',
    })
  })
})

describe('revenue', () => {
  it('200: by month and as CSV, movement, and how it stands; for the provider only', async () => {
    const path = `/organizations/${provider.organizationId}/revenue`
    const { json } = await asProvider('GET', `${path}?groupBy=plan`)
    expect(json.rows[0]).toMatchObject({ currency: 'EUR', recurring: expect.any(Number) })
    expect((await asProvider('GET', `${path}/csv`)).json).toContain('key,label,currency,recurring')
    expect((await asProvider('GET', `${path}/movements`)).json.data[0]).toMatchObject({
      from: null,
      count: 1,
    })
    expect((await asProvider('GET', `${path}/summary`)).json.data[0]).toMatchObject({ monthlyRecurring: 900 })
    expect((await asConsumer('GET', path)).status).toBe(404)
  })
})
