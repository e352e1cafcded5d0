import { beforeAll, describe, expect, it } from 'vitest'
import { call } from '../testing.ts'
import { accounts, newOffer, newParty, newSubscription, type Party } from './party.ts'

let party: Party
let apiId: string
beforeAll(async () => {
  party = await newParty()
  const body = { name: 'Accounts', document: accounts, upstreamUrl: 'http://127.0.0.1:9' }
  apiId = (await call('POST', '/apis', { token: party.token, body })).json.id
})
const send = (method: string, path: string, body?: unknown) =>
  call(method, path, { token: party.token, body })
const newProduct = async (name: string) =>
  (await send('POST', '/api-products', { name, apiIds: [apiId], visibility: 'public' })).json.id as string

describe('POST /api-products', () => {
  it('201: a draft', async () => {
    const { status, json } = await send('POST', '/api-products', {
      name: 'Payments',
      apiIds: [apiId],
      visibility: 'public',
    })
    expect(status).toBe(201)
    expect(json).toEqual({ id: expect.stringMatching(/^prod_/), slug: 'payments', status: 'draft' })
  })

  it('400: a visibility that is none', async () => {
    const { status, json } = await send('POST', '/api-products', {
      name: 'x',
      apiIds: [apiId],
      visibility: 'all',
    })
    expect([status, Object.keys(json.fields)]).toEqual([400, ['visibility']])
  })

  it('404 or 400: somebody else’s API', async () => {
    const other = await newParty()
    const body = { name: 'Theirs', apiIds: [apiId], visibility: 'public' }
    const { json } = await call('POST', '/api-products', { token: other.token, body })
    expect(['not_found', 'invalid_input']).toContain(json.code)
  })
})

describe('POST /api-products/{id}/plans', () => {
  it('201: with the terms as they were given', async () => {
    const productId = await newProduct('Terms')
    const body = {
      name: 'Standard',
      rateLimit: { requests: 60, windowSeconds: 60 },
      quota: { requests: 1000, period: 'month' },
      approval: 'manual',
    }
    const { status, json } = await send('POST', `/api-products/${productId}/plans`, body)
    expect([status, json]).toEqual([201, { id: expect.stringMatching(/^plan_/) }])
    expect((await send('GET', `/plans/${json.id}`)).json).toMatchObject({ ...body, isClosed: false })
    expect((await send('GET', `/api-products/${productId}/plans`)).json.data).toHaveLength(1)
  })

  it('201: without limits', async () => {
    const productId = await newProduct('Free')
    const { json } = await send('POST', `/api-products/${productId}/plans`, {
      name: 'Free',
      approval: 'automatic',
    })
    expect((await send('GET', `/plans/${json.id}`)).json).toMatchObject({ rateLimit: null, quota: null })
  })

  it.each([
    [{ rateLimit: { requests: 0, windowSeconds: 60 } }, 'rateLimit.requests'],
    [{ rateLimit: { requests: 1, windowSeconds: 1, per: 's' } }, 'rateLimit.per'],
    [{ quota: { requests: 1, period: 'week' } }, 'quota.period'],
    [{ approval: 'never' }, 'approval'],
  ])('400: %j', async (difference, field) => {
    const productId = await newProduct(`Wrong ${field}`)
    const body = { name: 'Standard', approval: 'automatic', ...difference }
    const { status, json } = await send('POST', `/api-products/${productId}/plans`, body)
    expect([status, Object.keys(json.fields)]).toEqual([400, [field]])
  })

  it('200: is changed, closed, opened again and deleted', async () => {
    const productId = await newProduct('Changing')
    const { id } = (
      await send('POST', `/api-products/${productId}/plans`, { name: 'A', approval: 'automatic' })
    ).json
    const quota = { requests: 5, period: 'day' }
    expect((await send('PATCH', `/plans/${id}`, { quota })).status).toBe(200)
    expect((await send('GET', `/plans/${id}`)).json.quota).toEqual({ ...quota, mode: 'hard' })
    expect((await send('POST', `/plans/${id}/close`)).json).toEqual({ id, isClosed: true })
    expect((await send('POST', `/plans/${id}/reopen`)).json).toEqual({ id, isClosed: false })
    expect((await send('DELETE', `/plans/${id}`)).json).toEqual({ id, revision: null })
    expect((await send('GET', `/plans/${id}`)).status).toBe(404)
  })
})

describe('plans with a price', () => {
  const pricing = {
    currency: 'EUR',
    interval: 'month',
    recurringFee: 4_900,
    trial: { kind: 'days', days: 14 },
    charges: [
      {
        key: 'requests',
        name: 'Requests',
        meter: { kind: 'requests', statuses: ['2xx'] },
        included: 10_000,
        price: {
          kind: 'graduated',
          tiers: [
            { upTo: 100, unitPrice: '0.5' },
            { upTo: null, unitPrice: '0.2' },
          ],
        },
      },
    ],
  }

  it('200: answer what was sent, with its defaults, in all versions', async () => {
    const productId = await newProduct('Priced')
    const { json } = await send('POST', `/api-products/${productId}/plans`, {
      name: 'Business',
      approval: 'automatic',
      quota: { requests: 5, period: 'day', mode: 'soft' },
      pricing,
    })
    const plan = (await send('GET', `/plans/${json.id}`)).json
    expect(plan).toMatchObject({ pricing, version: 1, supersededBy: null, quota: { mode: 'soft' } })
    expect(plan.pricing).toMatchObject({ setupFee: 0, isPrepaid: false })
    const versions = (await send('GET', `/plans/${json.id}/versions`)).json.data
    expect(versions).toMatchObject([{ id: json.id, version: 1, liveSubscriptions: 0, pricing }])
  })

  it.each([
    [{ ...pricing, currency: 'XBT' }, 'pricing.currency'],
    [{ ...pricing, recurringFee: -1 }, 'pricing.recurringFee'],
  ])('400: %j', async (refused, field) => {
    const productId = await newProduct(`Mispriced ${field}`)
    const body = { name: 'Business', approval: 'automatic', pricing: refused }
    const { status, json } = await send('POST', `/api-products/${productId}/plans`, body)
    expect([status, Object.keys(json.fields)]).toEqual([400, [field]])
  })
})

describe('POST /api-products/{id}/publish', () => {
  it('409: with what is missing', async () => {
    const { json } = await send('POST', `/api-products/${await newProduct('Incomplete')}/publish`)
    expect(json).toMatchObject({ status: 409, code: 'invalid_state', fields: { plans: expect.any(String) } })
  })

  it('200: with the revision; withdrawn later', async () => {
    const id = await newProduct('Published')
    await send('POST', `/api-products/${id}/plans`, { name: 'A', approval: 'automatic' })
    const published = await send('POST', `/api-products/${id}/publish`)
    expect(published.json).toEqual({ id, status: 'published', revision: expect.any(Number) })
    expect((await send('GET', `/api-products/${id}`)).json).toMatchObject({
      status: 'published',
      apis: [{ id: apiId }],
    })
    const withdrawn = await send('POST', `/api-products/${id}/withdraw`)
    // Gateways serve those who subscribed as before, so the revision is the one they know.
    expect(withdrawn.json).toEqual({ id, status: 'withdrawn', revision: published.json.revision })
  })
})

describe('an API product', () => {
  it('200: is changed, and listed by status', async () => {
    const id = await newProduct('Listed')
    const body = { summary: 'Short', description: '# Long', corsOrigins: ['https://app.example.com'] }
    expect((await send('PATCH', `/api-products/${id}`, body)).json).toMatchObject({ id, slug: 'listed' })
    expect((await send('GET', `/api-products/${id}`)).json).toMatchObject(body)
    const drafts = (await send('GET', '/api-products?status=draft&search=listed')).json.data
    expect(drafts.map((product: { id: string }) => product.id)).toEqual([id])
    expect((await send('PUT', `/api-products/${id}/apis`, { apiIds: [apiId] })).status).toBe(200)
    expect((await send('DELETE', `/api-products/${id}`)).json).toEqual({ id, revision: null })
  })

  it('409: is not deleted while somebody subscribes', async () => {
    const { productId, planId } = await newOffer(party)
    await newSubscription(party, planId)
    expect((await send('DELETE', `/api-products/${productId}`)).status).toBe(409)
  })

  it('200: has pages in an order', async () => {
    const id = await newProduct('Pages')
    const first = (await send('POST', `/api-products/${id}/pages`, { title: 'First', body: '# Hello' })).json
    const second = (await send('POST', `/api-products/${id}/pages`, { title: 'Second' })).json
    expect((await send('POST', `/product-pages/${second.id}/move`, { position: 0 })).json).toEqual({
      id: second.id,
      position: 0,
    })
    await send('PATCH', `/product-pages/${first.id}`, { title: 'Later' })
    const titles = async () =>
      (await send('GET', `/api-products/${id}`)).json.pages.map((page: { title: string }) => page.title)
    expect(await titles()).toEqual(['Second', 'Later'])
    await send('DELETE', `/product-pages/${second.id}`)
    expect(await titles()).toEqual(['Later'])
  })

  it('200: has a logo, given out as it was taken in', async () => {
    const id = await newProduct('Logo')
    const png =
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='
    expect((await send('GET', `/api-products/${id}/logo`)).status).toBe(404)
    expect((await send('PUT', `/api-products/${id}/logo`, { logo: png })).json).toEqual({ id, hasLogo: true })
    const file = await send('GET', `/api-products/${id}/logo`)
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'image/png'])
    expect((await send('PUT', `/api-products/${id}/logo`, { logo: 'bm90IGEgcGljdHVyZQ==' })).status).toBe(400)
    expect((await send('PUT', `/api-products/${id}/logo`, { logo: null })).json).toEqual({
      id,
      hasLogo: false,
    })
  })
})
