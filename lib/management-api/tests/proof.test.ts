import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#lib/core/db.ts'
import { newId } from '#lib/core/id.ts'
import { call } from '../testing.ts'
import { newOffer, newParty, newSubscription, type Party } from './party.ts'

let operator: Party
let offer: Awaited<ReturnType<typeof newOffer>>
let applicationId: string
let subscriptionId: string
let credentialId: string
beforeAll(async () => {
  operator = await newParty({ isOperator: true })
  offer = await newOffer(operator, { quota: { requests: 100, period: 'day' } })
  ;({ applicationId, subscriptionId } = await newSubscription(operator, offer.planId))
  const body = { name: 'Key' }
  credentialId = (await send('POST', `/applications/${applicationId}/credentials`, body)).json.id
})
const send = (method: string, path: string, body?: unknown) =>
  call(method, path, { token: operator.token, body })

/** What sync writes when a gateway that is connected proves a revision. */
async function prove(gatewayId: string, revision: number): Promise<void> {
  const now = new Date()
  const data = { connectedAt: now, lastSeenAt: now, appliedRevision: revision }
  await db.gateway.update({ where: { id: gatewayId }, data })
  const resource = { kind: 'credential', id: credentialId }
  const proof = [{ resource, observed: 'credential_revoked', expected: 'credential_revoked', workers: 1 }]
  const numbers = { revision, checksum: '0', appliedMs: 1.5, provedMs: 2.5, checked: 1 }
  await db.receipt.create({ data: { id: newId('rcpt'), gatewayId, proof, ...numbers } })
}

describe('GET /revisions/{revision}', () => {
  it('200: how long a gateway that was there took', async () => {
    const { id } = (await send('POST', '/gateways', { name: 'gw-timed' })).json
    const path = `/applications/${applicationId}/credentials`
    const other = (await send('POST', path, { name: 'Other' })).json.id
    const { revision } = (await send('POST', `/credentials/${other}/revoke`)).json
    await prove(id, revision)
    expect((await send('GET', `/revisions/${revision}`)).json).toMatchObject({
      state: 'enforced',
      gateways: [{ id, enforcedAt: expect.any(String), latencyMs: expect.any(Number) }],
    })
    await send('DELETE', `/gateways/${id}`)
  })

  it('200: no gateways, propagating, enforced with its proof', async () => {
    const { revision } = (await send('POST', `/credentials/${credentialId}/revoke`)).json
    const read = async () => (await send('GET', `/revisions/${revision}`)).json
    expect(await read()).toEqual({
      revision,
      committedAt: expect.any(String),
      state: 'no_gateways',
      gateways: [],
    })
    const { id } = (await send('POST', '/gateways', { name: 'gw-1' })).json
    expect(await read()).toMatchObject({
      state: 'unreachable',
      gateways: [{ id, name: 'gw-1', enforcedAt: null }],
    })
    await prove(id, revision)
    expect(await read()).toMatchObject({
      state: 'enforced',
      gateways: [
        {
          id,
          name: 'gw-1',
          appliedRevision: revision,
          enforcedAt: expect.any(String),
          // It was registered after the change, so it had it from the start.
          latencyMs: null,
          proof: [{ observed: 'credential_revoked' }],
        },
      ],
    })
    const change = (await send('GET', `/changes?object=${credentialId}&event=credential.revoked`)).json
      .data[0]
    expect(change).toMatchObject({ revision, status: { state: 'enforced', enforced: 1, total: 1 } })
    const detail = (await send('GET', `/changes/${change.id}`)).json
    expect(detail).toMatchObject({
      isUrgent: true,
      receipts: [{ gateway: { id }, provedMs: 2.5, waiting: null }],
    })
  })

  it.each(['0', '-1', 'abc', '1.5', '999999999', '99999999999999999999'])('404: %s', async (revision) => {
    expect((await send('GET', `/revisions/${revision}`)).status).toBe(404)
  })
})

describe('gateways', () => {
  it('201, 200: are registered, renamed, given a new token and removed, by operators', async () => {
    const { status, json } = await send('POST', '/gateways', { name: 'gw-2' })
    expect([status, json]).toEqual([
      201,
      { id: expect.stringMatching(/^gw_/), token: expect.stringMatching(/^gwt_/) },
    ])
    const path = `/gateways/${json.id}`
    expect((await send('PATCH', path, { name: 'gw-dc2' })).json).toEqual({ id: json.id })
    const rotated = (await send('POST', `${path}/rotate-token`)).json
    expect(rotated.token).not.toBe(json.token)
    expect((await send('GET', path)).json).toMatchObject({ name: 'gw-dc2', status: 'never_connected' })
    expect((await send('GET', `${path}/events`)).json).toEqual({ data: [], nextCursor: null })
    expect((await send('DELETE', path)).json).toEqual({ id: json.id })
    expect((await send('GET', path)).status).toBe(404)
  })

  it('403: not by others, who may see them', async () => {
    const { token } = await newParty()
    expect((await call('POST', '/gateways', { token, body: { name: 'x' } })).status).toBe(403)
    expect((await call('GET', '/gateways', { token })).status).toBe(200)
    const body = { leaseSeconds: 60, leaseOnExpiry: 'refuse' }
    expect((await call('PATCH', '/environment', { token, body })).status).toBe(403)
    expect((await send('PATCH', '/environment', body)).status).toBe(200)
    expect((await call('GET', '/environment', { token })).json).toMatchObject(body)
  })

  it('409: the name is taken', async () => {
    await send('POST', '/gateways', { name: 'gw-3' })
    expect((await send('POST', '/gateways', { name: 'gw-3' })).status).toBe(409)
  })
})

describe('usage and decisions', () => {
  const decisionId = 'dec_0mxkq2h8d001abcdef'
  beforeAll(async () => {
    const gatewayId = (await send('POST', '/gateways', { name: 'gw-usage' })).json.id
    const common = {
      gatewayId,
      apiId: offer.apiId,
      applicationId,
      subscriptionId,
      planId: offer.planId,
      credentialId,
    }
    const at = new Date(Date.now() - 60_000)
    const request = {
      at,
      durationMs: 12.5,
      method: 'GET',
      path: '/accounts',
      bytesIn: 0n,
      bytesOut: 10n,
      revision: 3,
    }
    const limit = {
      kind: 'quota',
      limit: 100,
      used: 100,
      windowSeconds: 86_400,
      resetAt: Date.now() + 3_600_000,
    }
    const operationKey = 'listAccounts'
    await db.decision.createMany({
      data: [
        { id: 'dec_0mxkq2h8d000abcdef', ...common, ...request, operationKey, status: 200 },
        { id: decisionId, ...common, ...request, operationKey, status: 429, code: 'quota_exhausted', limit },
      ],
    })
  })
  const lastHour = () => new Date(Date.now() - 3_600_000).toISOString()

  it('200: GET /usage sums the subscription', async () => {
    const { json } = await send(
      'GET',
      `/usage?subscriptionId=${subscriptionId}&from=${lastHour()}&groupBy=operation`,
    )
    expect(json.total).toMatchObject({ requests: 2, refused: 1, errors: 0 })
    expect(json.data).toMatchObject([{ requests: 2, refused: 1 }])
  })

  it('200: GET /usage without anything is the last 24 hours', async () => {
    const { json } = await send('GET', '/usage')
    expect(Date.parse(json.to) - Date.parse(json.from)).toBeGreaterThanOrEqual(86_400_000)
    expect(json.groupBy).toBe('time')
  })

  it.each(['from=yesterday', 'groupBy=colour', 'apiKey=x'])('400: GET /usage?%s', async (query) => {
    expect((await send('GET', `/usage?${query}`)).status).toBe(400)
  })

  it('200: GET /decisions/{id} explains', async () => {
    const { json } = await send('GET', `/decisions/${decisionId}`)
    expect(json).toMatchObject({
      id: decisionId,
      status: 429,
      code: 'quota_exhausted',
      explanation: {
        title: expect.any(String),
        detail: expect.stringContaining('100'),
        nextStep: expect.any(String),
      },
      plan: { id: offer.planId },
      revision: 3,
      limit: { kind: 'quota', limit: 100, used: 100 },
      gateway: { name: 'gw-usage' },
    })
    expect(JSON.stringify(json)).not.toContain('digest')
    const refused = (await send('GET', `/decisions?isRefusedOnly=true&applicationId=${applicationId}`)).json
      .data
    expect(refused.map((item: { id: string }) => item.id)).toEqual([decisionId])
  })

  it('404: GET /decisions/{id} of somebody else', async () => {
    const { token } = await newParty()
    expect((await call('GET', `/decisions/${decisionId}`, { token })).status).toBe(404)
    expect((await call('GET', '/decisions', { token })).json.data).toEqual([])
    const usage = await call('GET', `/usage?subscriptionId=${subscriptionId}`, { token })
    if (usage.status === 200) expect(usage.json.total.requests).toBe(0)
    else expect(usage.status).toBe(404)
  })

  it('200: GET /subscriptions/{id}/quota', async () => {
    const { json } = await send('GET', `/subscriptions/${subscriptionId}/quota`)
    expect(json).toMatchObject({ subscriptionId, limit: 100, period: 'day', resetAt: expect.any(String) })
  })
})
