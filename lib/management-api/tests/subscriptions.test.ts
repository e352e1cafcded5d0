import { beforeAll, describe, expect, it } from 'vitest'
import { call } from '../testing.ts'
import { newOffer, newParty, newSubscription, type Party } from './party.ts'

let provider: Party
let consumer: Party
let planId: string
beforeAll(async () => {
  provider = await newParty()
  consumer = await newParty()
  planId = (await newOffer(provider)).planId
})
const asProvider = (method: string, path: string, body?: unknown) =>
  call(method, path, { token: provider.token, body })
const asConsumer = (method: string, path: string, body?: unknown) =>
  call(method, path, { token: consumer.token, body })

describe('applications', () => {
  it('201, 200: are registered, renamed and deleted', async () => {
    const { status, json } = await asConsumer('POST', '/applications', { name: 'Trading desk' })
    expect([status, json]).toEqual([201, { id: expect.stringMatching(/^app_/) }])
    const path = `/applications/${json.id}`
    await asConsumer('PATCH', path, { description: 'Floor 3' })
    expect((await asConsumer('GET', path)).json).toMatchObject({
      name: 'Trading desk',
      description: 'Floor 3',
      organization: { id: consumer.organizationId },
    })
    expect((await asConsumer('DELETE', path)).json).toEqual({ id: json.id, revision: expect.any(Number) })
    expect((await asConsumer('DELETE', path)).status).toBe(404)
  })

  it('404: in an organization that is not mine', async () => {
    const body = { name: 'x', organizationId: provider.organizationId }
    expect((await asConsumer('POST', '/applications', body)).status).toBe(404)
  })

  it('409: the name is taken', async () => {
    await asConsumer('POST', '/applications', { name: 'Twice' })
    expect(await asConsumer('POST', '/applications', { name: 'Twice' })).toMatchObject({
      status: 409,
      json: { code: 'conflict', fields: { name: expect.any(String) } },
    })
  })
})

describe('POST /subscriptions', () => {
  it('201: active at once', async () => {
    const { created, applicationId, subscriptionId } = await newSubscription(consumer, planId)
    expect(created.status).toBe(201)
    expect(created.json).toEqual({
      id: expect.stringMatching(/^sub_/),
      status: 'active',
      revision: expect.any(Number),
    })
    const seen = (await asProvider('GET', `/subscriptions/${subscriptionId}`)).json
    expect(seen).toMatchObject({ status: 'active', application: { id: applicationId }, plan: { id: planId } })
    expect((await asProvider('GET', `/subscribers/${applicationId}`)).json.subscriptions[0].id).toBe(
      subscriptionId,
    )
    const subscribers = (await asProvider('GET', '/subscribers')).json.data
    expect(subscribers.map((item: { id: string }) => item.id)).toContain(applicationId)
  })

  it('201: repeated, it is the same one', async () => {
    const { applicationId, created } = await newSubscription(consumer, planId)
    const again = await asConsumer('POST', '/subscriptions', { applicationId, planId })
    expect([again.status, again.json]).toEqual([201, created.json])
  })

  it('409: another plan of the same product', async () => {
    const offer = await newOffer(provider)
    const body = { name: 'Large', approval: 'automatic' }
    const other = await asProvider('POST', `/api-products/${offer.productId}/plans`, body)
    const { applicationId, subscriptionId } = await newSubscription(consumer, offer.planId)
    const again = await asConsumer('POST', '/subscriptions', { applicationId, planId: other.json.id })
    expect(again).toMatchObject({ status: 409, json: { code: 'conflict', subscriptionId } })
  })

  it('404: a plan that is not there', async () => {
    const { id } = (await asConsumer('POST', '/applications', { name: 'Lost' })).json
    const answer = await asConsumer('POST', '/subscriptions', { applicationId: id, planId: 'plan_nowhere' })
    expect(answer.status).toBe(404)
  })
})

describe('a subscription', () => {
  it('200: waits for approval, is suspended, resumed and cancelled', async () => {
    const { planId } = await newOffer(provider, { approval: 'manual' })
    const { created, subscriptionId: id } = await newSubscription(consumer, planId)
    expect(created.json.status).toBe('pending')
    const waiting = (await asProvider('GET', '/subscriptions?side=provider&status=pending')).json.data
    expect(waiting.map((item: { id: string }) => item.id)).toEqual([id])
    const path = `/subscriptions/${id}`
    expect((await asConsumer('POST', `${path}/approve`)).status).toBe(404)
    expect((await asProvider('POST', `${path}/approve`)).json).toMatchObject({ id, status: 'active' })
    expect((await asProvider('POST', `${path}/suspend`, {})).json.fields).toHaveProperty('reason')
    const reason = 'The invoice of October is open.'
    expect((await asProvider('POST', `${path}/suspend`, { reason })).json).toMatchObject({
      status: 'suspended',
    })
    expect((await asConsumer('GET', path)).json.reason).toBe(reason)
    expect((await asProvider('POST', `${path}/resume`)).json).toMatchObject({ status: 'active' })
    expect((await asConsumer('POST', `${path}/cancel`)).json).toMatchObject({ status: 'cancelled' })
    const resumed = await asProvider('POST', `${path}/resume`)
    expect([resumed.status, resumed.json.code]).toEqual([409, 'invalid_state'])
  })

  it('200: is refused with a reason', async () => {
    const { planId } = await newOffer(provider, { approval: 'manual' })
    const { subscriptionId: id } = await newSubscription(consumer, planId)
    const answer = await asProvider('POST', `/subscriptions/${id}/refuse`, { reason: 'No contract.' })
    expect(answer.json).toMatchObject({ id, status: 'refused' })
  })

  it('200: moves to another plan of its product', async () => {
    const offer = await newOffer(provider)
    const body = { name: 'Large', approval: 'automatic' }
    const { id: other } = (await asProvider('POST', `/api-products/${offer.productId}/plans`, body)).json
    const { subscriptionId: id } = await newSubscription(consumer, offer.planId)
    const answer = await asConsumer('POST', `/subscriptions/${id}/change-plan`, { planId: other })
    expect(answer.status).toBe(200)
    expect((await asConsumer('GET', `/subscriptions/${id}`)).json.plan.id).toBe(other)
  })
})

describe('credentials', () => {
  it('201: the secret once, digest in the database', async () => {
    const { applicationId } = await newSubscription(consumer, planId)
    const path = `/applications/${applicationId}/credentials`
    const expiresAt = new Date(Date.now() + 60_000).toISOString()
    const { status, json } = await asConsumer('POST', path, { name: 'Production', expiresAt })
    expect(status).toBe(201)
    expect(json).toEqual({
      id: expect.stringMatching(/^cred_/),
      secret: expect.stringMatching(/^gk_\w{38}$/),
      revision: expect.any(Number),
    })
    const list = (await asConsumer('GET', path)).json
    expect(list.data).toMatchObject([
      { id: json.id, status: 'active', expiresAt, hint: json.secret.slice(-4) },
    ])
    expect(JSON.stringify(list)).not.toContain(json.secret)
    expect((await asProvider('GET', `/credentials/${json.id}`)).json.id).toBe(json.id)
  })

  it('201: the secret again under the same Idempotency-Key', async () => {
    const { applicationId } = await newSubscription(consumer, planId)
    const path = `/applications/${applicationId}/credentials`
    const options = {
      token: consumer.token,
      body: { name: 'Once' },
      headers: { 'idempotency-key': 'cred-1' },
    }
    const first = await call('POST', path, options)
    const again = await call('POST', path, options)
    expect(again.json).toEqual(first.json)
    expect((await asConsumer('GET', path)).json.data).toHaveLength(1)
  })

  it('400: an expiry that has passed', async () => {
    const { applicationId } = await newSubscription(consumer, planId)
    const body = { name: 'x', expiresAt: '2020-01-01T00:00:00Z' }
    const { status, json } = await asConsumer('POST', `/applications/${applicationId}/credentials`, body)
    expect([status, Object.keys(json.fields)]).toEqual([400, ['expiresAt']])
  })

  it('200: is revoked by its consumer, by a provider, and again without harm', async () => {
    const { applicationId } = await newSubscription(consumer, planId)
    const path = `/applications/${applicationId}/credentials`
    const one = (await asConsumer('POST', path, { name: 'one' })).json.id
    const two = (await asConsumer('POST', path, { name: 'two' })).json.id
    const revoked = await asConsumer('POST', `/credentials/${one}/revoke`)
    expect(revoked.json).toEqual({ id: one, status: 'revoked', revision: expect.any(Number) })
    expect((await asConsumer('POST', `/credentials/${one}/revoke`)).json).toEqual(revoked.json)
    expect((await asProvider('POST', `/credentials/${two}/revoke`)).status).toBe(200)
    const left = (await asConsumer('GET', `/credentials?applicationId=${applicationId}&status=active`)).json
    expect(left.data).toEqual([])
  })
})
