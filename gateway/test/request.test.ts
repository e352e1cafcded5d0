import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { generateKey } from '#gateway-sync/contract/index.ts'
import { eventually } from '#scripts/test-support/eventually.ts'
import { type RunningGateway, startGateway, startUpstream, type Upstream } from './harness.ts'
import { offer } from './resources.ts'
import { SyncPeer } from './sync-peer.ts'

let upstream: Upstream
let sync: SyncPeer
let gateway: RunningGateway
let key: string

beforeAll(async () => {
  upstream = await startUpstream((request, response) => {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ method: request.method, url: request.url, headers: request.headers }))
  })
  const offered = offer(`${upstream.url}/base`)
  key = offered.key
  sync = await SyncPeer.start(offered.resources)
  gateway = await startGateway({ syncUrl: sync.url })
  await gateway.until((state) => state.revision === 1)
})

afterAll(async () => {
  await gateway.stop()
  await sync.stop()
  await upstream.stop()
})

const call = (path: string, headers: Record<string, string> = {}) => fetch(gateway.url + path, { headers })

describe('a request', () => {
  it('passes with a key, loses its prefix and its key, and gains an identity', async () => {
    const answer = await call('/accounts/items?page=2', { 'x-api-key': key })
    expect(answer.status).toBe(200)
    const seen = (await answer.json()) as { url: string; headers: Record<string, string> }
    expect(seen.url).toBe('/base/items?page=2')
    expect(JSON.stringify(seen)).not.toContain(key)
    expect(seen.headers).toMatchObject({
      'gatehouse-application': 'app_mobile',
      'gatehouse-subscription': 'sub_mobile',
      'gatehouse-organization': 'org_mobile',
      'gatehouse-plan': 'plan_gold',
      'gatehouse-credential': 'cred_mobile',
    })
    expect(answer.headers.get('gatehouse-decision-id')).toMatch(/^dec_[0-9a-z]{22}$/)
    expect(answer.headers.get('x-request-id')).toBe(answer.headers.get('gatehouse-decision-id'))
  })

  it('is refused with a problem document that names code and decision', async () => {
    const answer = await call('/accounts/items', { 'x-api-key': generateKey() })
    expect(answer.status).toBe(401)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    const problem = (await answer.json()) as Record<string, unknown>
    expect(problem).toMatchObject({
      code: 'credential_unknown',
      status: 401,
      type: '/docs/errors/credential_unknown',
    })
    expect(problem.decisionId).toBe(answer.headers.get('gatehouse-decision-id'))
  })

  it('without a key, or to no API, is told which', async () => {
    expect(((await (await call('/accounts/items')).json()) as { code: string }).code).toBe(
      'credential_missing',
    )
    expect(
      ((await (await call('/nothing/here', { 'x-api-key': key })).json()) as { code: string }).code,
    ).toBe('route_not_found')
  })

  it('leaves one record each, with operation and identity', async () => {
    const answer = await call('/accounts/items/7', { authorization: `Bearer ${key}` })
    await answer.arrayBuffer()
    const id = answer.headers.get('gatehouse-decision-id')
    await eventually(() => sync.records.some((each) => each.id === id), 'the request is recorded')
    const record = sync.records.find((each) => each.id === id)
    expect(record).toMatchObject({
      method: 'GET',
      path: '/accounts/items/7',
      status: 200,
      route: 'api_accounts',
      op: 'getAccount',
      cred: 'cred_mobile',
      app: 'app_mobile',
      sub: 'sub_mobile',
      plan: 'plan_gold',
      rev: 1,
    })
  })
})
