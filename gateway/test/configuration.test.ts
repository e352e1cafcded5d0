import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { digestKey, generateKey, type Resource } from '#gateway-sync/contract/index.ts'
import { eventually } from '#scripts/test-support/eventually.ts'
import { type RunningGateway, startGateway, startUpstream, type Upstream } from './harness.ts'
import { credential, offer, route } from './resources.ts'
import { SyncPeer } from './sync-peer.ts'

let upstream: Upstream
let sync: SyncPeer
let gateway: RunningGateway
let key: string

beforeAll(async () => {
  upstream = await startUpstream((_request, response) => response.end('ok'))
  const offered = offer(upstream.url)
  key = offered.key
  sync = await SyncPeer.start(offered.resources)
  gateway = await startGateway({ syncUrl: sync.url, workers: 2 })
  await gateway.until((state) => state.revision === 1)
})

afterAll(async () => {
  await gateway.stop()
  await sync.stop()
  await upstream.stop()
})

const status = async (withKey: string, path = '/accounts/x') =>
  (await fetch(gateway.url + path, { headers: { 'x-api-key': withKey } })).status

describe('a change', () => {
  it('is proved by each worker: a new key passes, a revoked one is refused, a removed one is unknown', async () => {
    const other = generateKey()
    const added = await sync.change([credential(other, { id: 'cred_other' })])
    const of = (observed: string) => ({
      resource: { kind: 'credential', id: 'cred_other' },
      observed,
      expected: observed,
      workers: 2,
    })
    expect(added).toMatchObject({ revision: 2, checksum: sync.checksum, checked: 1, proof: [of('passed')] })
    expect(await status(other)).toBe(200)
    const revoked = await sync.change([credential(other, { id: 'cred_other', status: 'revoked' })])
    expect(revoked.proof).toEqual([of('credential_revoked')])
    expect(await status(other)).toBe(401)
    const removed = await sync.change([], [{ kind: 'credential', id: 'cred_other' }])
    expect(removed.proof).toEqual([of('credential_unknown')])
  })

  it('of a key that has expired is proved as that', async () => {
    const other = generateKey()
    const receipt = await sync.change([credential(other, { id: 'cred_old', expiresAt: Date.now() - 1 })])
    expect(receipt.proof[0]).toMatchObject({ observed: 'credential_expired', expected: 'credential_expired' })
  })

  it('that removes a route holds at once', async () => {
    const [accounts] = [...sync.resources.values()].filter((each) => each.kind === 'route') as Resource[]
    const receipt = await sync.change([], [{ kind: 'route', id: 'api_accounts' }])
    expect(receipt.proof[0]).toMatchObject({
      observed: 'route_not_found',
      expected: 'route_not_found',
      workers: 2,
    })
    expect(await status(key)).toBe(404)
    await sync.change([accounts!])
    expect(await status(key)).toBe(200)
  })

  it('routes by host name as well', async () => {
    await sync.change([route(upstream.url, { hosts: ['accounts.example'] })])
    const { request } = await import('undici')
    const headers = { host: 'Accounts.example:8000', 'x-api-key': key }
    const { statusCode, body } = await request(`${gateway.url}/anything`, { headers })
    await body.dump()
    expect(statusCode).toBe(200)
    await sync.change([route(upstream.url)])
  })
})

describe('what cannot be enforced', () => {
  const offer_ = async (put: unknown[], change: object = {}): Promise<string> => {
    const rejection = sync.next('rejection')
    const delta = {
      type: 'delta',
      fromRevision: sync.revision,
      revision: sync.revision + 1,
      put,
      remove: [],
      checksum: '000000000000',
      ...change,
    }
    sync.send(JSON.stringify(delta))
    return (await rejection).reason
  }

  it('is rejected with a reason, and what ran goes on running', async () => {
    const before = await gateway.state()
    expect(await offer_([{ kind: 'policy', version: '000000000000', spec: { id: 'pol_1' } }])).toContain(
      'put.0',
    )
    const spec = { ...(route(upstream.url).spec as object), cache: true }
    expect(await offer_([{ kind: 'route', version: '000000000000', spec }])).toContain('cache')
    const wrong = { ...credential(generateKey(), { id: 'cred_x' }), version: '0123456789ab' }
    expect(await offer_([wrong])).toContain('not the hash')
    const unknown = sync.next('rejection')
    sync.send(JSON.stringify({ type: 'policies', revision: 9 }))
    expect((await unknown).revision).toBe(9)
    expect((await gateway.state()).revision).toBe(before.revision)
    expect(await status(key)).toBe(200)
  })

  it('two routes at one address are rejected', async () => {
    const rejection = sync.next('rejection')
    const second = route(upstream.url, { id: 'api_second' })
    sync.resources.set('route/api_second', second)
    const { checksum } = sync
    sync.resources.delete('route/api_second')
    sync.send({
      type: 'delta',
      fromRevision: sync.revision,
      revision: sync.revision + 1,
      put: [second],
      remove: [],
      checksum,
    })
    expect(await rejection).toMatchObject({ resource: { kind: 'route', id: 'api_second' } })
  })

  it('a difference from another state leads to the whole anew', async () => {
    const resync = sync.next('resync')
    const receipt = sync.next('receipt')
    sync.send({
      type: 'delta',
      fromRevision: 999,
      revision: 1000,
      put: [],
      remove: [],
      checksum: sync.checksum,
    })
    await resync
    expect((await receipt).revision).toBe(sync.revision)
    expect(await status(key)).toBe(200)
  })

  it('nonsense closes the connection, changes nothing, and the gateway comes back', async () => {
    for (const text of [
      'not json',
      '[]',
      '{"type":"quota-grant"}',
      JSON.stringify({ type: 'welcome', gatewayId: 7 }),
    ]) {
      const hello = sync.next('hello')
      sync.send(text)
      expect((await hello).revision).toBe(sync.revision)
    }
    expect(await status(key)).toBe(200)
  })
})

describe('a large snapshot', () => {
  it('is taken in chunks and replaces everything at one stroke', async () => {
    for (let i = 0; i < 12_000; i++) {
      const each = credential('x', { id: `cred_${i}`, digest: digestKey(`many ${i}`) })
      sync.resources.set(`credential/cred_${i}`, each)
    }
    sync.revision++
    const receipt = sync.next('receipt')
    sync.disconnect()
    expect(await receipt).toMatchObject({ revision: sync.revision, checksum: sync.checksum })
    expect(await status(key)).toBe(200)
  })
})

describe('stopping', () => {
  it('lets what is under way end, refuses nothing that was accepted, and ships the journal', async () => {
    const slow = await startUpstream((_request, response) => setTimeout(() => response.end('late'), 300))
    await sync.change([route(slow.url)])
    const under = fetch(`${gateway.url}/accounts/x`, { headers: { 'x-api-key': key } })
    await gateway.until((state) => state.requests.seen > state.requests.journaled)
    gateway.process.kill('SIGTERM')
    const answer = await under
    expect([answer.status, await answer.text()]).toEqual([200, 'late'])
    if (gateway.process.exitCode === null) await once(gateway.process, 'exit')
    expect(gateway.process.exitCode).toBe(0)
    await eventually(
      () => sync.records.some((record) => record.id === answer.headers.get('gatehouse-decision-id')),
      'the request is recorded',
    )
    await slow.stop()
  })
})
