import { mkdtempSync, readdirSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { generateKey } from '#gateway-sync/contract/index.ts'
import { eventually } from '#scripts/test-support/eventually.ts'
import { type RunningGateway, startGateway, startUpstream, type Upstream } from './harness.ts'
import { load } from './load.ts'
import { credential, offer, plan } from './resources.ts'
import { SyncPeer } from './sync-peer.ts'

let upstream: Upstream
let dataDir: string
let sync: SyncPeer
let gateway: RunningGateway

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'gatehouse-gateway-'))
  upstream = await startUpstream((_request, response) => response.end('ok'))
})

afterEach(async () => {
  await gateway.kill()
  await sync.stop()
  await upstream.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

const status = async (key: string) =>
  (await fetch(`${gateway.url}/accounts/x`, { headers: { 'x-api-key': key } })).status

describe('after kill -9', () => {
  it('every request that a client saw answered is in the usage, once, and none is twice', async () => {
    const { key, resources } = offer(upstream.url)
    sync = await SyncPeer.start(resources)
    const answered: string[] = []
    let failed = 0
    for (let life = 0; life < 4; life++) {
      gateway = await startGateway({ syncUrl: sync.url, dataDir, workers: 2 })
      await gateway.until((state) => state.revision === 1)
      const running = load(`${gateway.url}/accounts/x`, key, 1500, 16)
      await new Promise((wake) => setTimeout(wake, 60 + life * 50))
      if (life === 2) sync.disconnect()
      if (life < 3) await gateway.kill()
      const result = await running
      answered.push(...result.ids)
      failed += result.failed
    }
    await eventually(async () => {
      const seen = new Set(sync.records.map((record) => record.id))
      return answered.every((id) => seen.has(id))
    }, 'every answered request is recorded')
    expect(new Set(sync.records.map((record) => record.id)).size).toBe(sync.records.length)
    expect(sync.overlaps).toEqual([])
    expect(failed).toBeGreaterThan(0)
  })

  it('a quota goes on where it was: what was answered is spent, and the sum is never overshot', async () => {
    const { key, resources } = offer(upstream.url, { plan: { quota: { requests: 600, period: 'month' } } })
    sync = await SyncPeer.start(resources)
    sync.quotaChunk = 10
    let passed = 0
    for (let life = 0; life < 4; life++) {
      gateway = await startGateway({ syncUrl: sync.url, dataDir, workers: 2 })
      await gateway.until((state) => state.revision === 1 && state.isConnected)
      const running = load(`${gateway.url}/accounts/x`, key, life < 3 ? 150 : 700, 8)
      if (life < 3) {
        await new Promise((wake) => setTimeout(wake, 40 + life * 30))
        await gateway.kill()
      }
      passed += (await running).statuses.get(200) ?? 0
    }
    expect(passed).toBeLessThanOrEqual(600)
    const answered = sync.records.length
    expect(answered).toBeGreaterThan(0)
    expect(sync.granted).toBeLessThanOrEqual(600)
    // Lost at a kill is what was in flight, at most the connections.
    expect(passed).toBeGreaterThanOrEqual(600 - 3 * 8)
  })

  it('a part that was granted and not received is asked for again by its name, and spent once', async () => {
    const { key, resources } = offer(upstream.url, { plan: { quota: { requests: 30, period: 'month' } } })
    sync = await SyncPeer.start(resources)
    sync.quotaChunk = 10
    sync.isLosingGrants = true
    const environment = { GATEWAY_QUOTA_WAIT_MS: '250' }
    gateway = await startGateway({ syncUrl: sync.url, dataDir, environment })
    await gateway.until((state) => state.revision === 1 && state.isConnected)
    const asked = sync.next('quota-request')
    expect(await status(key)).toBe(503)
    const { ask } = await asked
    expect(sync.granted).toBe(10)
    await gateway.kill()
    sync.isLosingGrants = false
    // Nobody has to come for it: what is held can be given back.
    const again = sync.next('quota-request')
    gateway = await startGateway({ syncUrl: sync.url, dataDir, environment })
    expect((await again).ask).toBe(ask)
    await gateway.until((state) => state.isConnected)
    const { statuses } = await load(`${gateway.url}/accounts/x`, key, 40, 1)
    expect(statuses.get(200)).toBe(30)
    expect(sync.granted).toBe(30)
    const asks = sync.received.filter((message) => message.type === 'quota-request')
    expect(new Set(asks.map((message) => message.ask)).size, 'a name an answer').toBe(asks.length - 1)
  })

  it('a connection that breaks before the answer loses no part of the quota either', async () => {
    const { key, resources } = offer(upstream.url, { plan: { quota: { requests: 30, period: 'month' } } })
    sync = await SyncPeer.start(resources)
    sync.quotaChunk = 10
    sync.isLosingGrants = true
    gateway = await startGateway({ syncUrl: sync.url, dataDir })
    await gateway.until((state) => state.revision === 1 && state.isConnected)
    const asked = sync.next('quota-request')
    const waiting = status(key)
    await asked
    sync.isLosingGrants = false
    sync.disconnect()
    expect(await waiting).toBe(503)
    await gateway.until((state) => state.isConnected)
    const { statuses } = await load(`${gateway.url}/accounts/x`, key, 40, 1)
    expect(statuses.get(200)).toBe(30)
    expect(sync.granted).toBe(30)
  })
})

describe('a rate limit', () => {
  it('remembers what passed before a kill -9: its window goes on', async () => {
    const { key, resources } = offer(upstream.url, {
      plan: { rateLimit: { requests: 40, windowSeconds: 3600 } },
    })
    sync = await SyncPeer.start(resources)
    let passed = 0
    for (let life = 0; life < 3; life++) {
      gateway = await startGateway({ syncUrl: sync.url, dataDir, workers: 2 })
      await gateway.until((state) => state.revision === 1)
      passed += (await load(`${gateway.url}/accounts/x`, key, life < 2 ? 15 : 30, 4)).statuses.get(200) ?? 0
      await gateway.kill()
    }
    expect(passed).toBe(40)
  })
})

describe('a journal that cannot be written', () => {
  it('lets nothing pass unrecorded, says so, and recovers when the disk does', async () => {
    const { key, resources } = offer(upstream.url)
    sync = await SyncPeer.start(resources)
    const environment = { GATEWAY_SEGMENT_BYTES: '100' }
    gateway = await startGateway({ syncUrl: sync.url, dataDir, workers: 1, environment })
    await gateway.until((state) => state.revision === 1)
    expect(await status(key)).toBe(200)
    const [boot] = readdirSync(join(dataDir, 'journal'))
    const directory = join(dataDir, 'journal', boot!)
    renameSync(directory, `${directory}-away`)
    const refused = await fetch(`${gateway.url}/accounts/x`, { headers: { 'x-api-key': key } })
    expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([
      503,
      'journal_unavailable',
    ])
    renameSync(`${directory}-away`, directory)
    expect(await status(key)).toBe(200)
    await sync.recordsOf(2)
    expect(sync.records.every((record) => record.status === 200)).toBe(true)
  })
})

describe('from disk', () => {
  it('serves with sync away, knows revocations, and catches up by the difference', async () => {
    const { key, resources } = offer(upstream.url)
    const other = generateKey()
    sync = await SyncPeer.start(resources)
    gateway = await startGateway({ syncUrl: sync.url, dataDir })
    await gateway.until((state) => state.revision === 1)
    await sync.change([credential(other, { id: 'cred_other' })])
    await sync.change([credential(key, { status: 'revoked' })])
    await gateway.kill()
    const { port } = sync
    await sync.stop()
    gateway = await startGateway({ syncUrl: `ws://127.0.0.1:${port}/connect`, dataDir })
    expect((await gateway.state()).revision).toBe(3)
    expect(await status(key)).toBe(401)
    expect(await status(other)).toBe(200)
    const all = [...sync.resources.values()]
    const revision = sync.revision
    sync = await SyncPeer.start(all, port)
    sync.revision = revision
    await gateway.until((state) => state.isConnected)
    await sync.recordsOf(2)
    expect(sync.received.some((message) => message.type === 'resync')).toBe(false)
    expect(sync.received.find((message) => message.type === 'hello')).toMatchObject({
      revision: 3,
      checksum: sync.checksum,
    })
  })

  it('an image that is torn or corrupt is not trusted: nothing is served from it, everything is asked for anew', async () => {
    const { key, resources } = offer(upstream.url)
    sync = await SyncPeer.start(resources)
    gateway = await startGateway({ syncUrl: sync.url, dataDir })
    await gateway.until((state) => state.revision === 1)
    await gateway.stop()
    truncateSync(join(dataDir, 'configuration', 'image'), 5_000)
    gateway = await startGateway({ syncUrl: sync.url, dataDir })
    await gateway.until((state) => state.revision === 1)
    expect(sync.received.filter((message) => message.type === 'hello').at(-1)).toMatchObject({ revision: 0 })
    expect(await status(key)).toBe(200)
  })

  it('a torn last line of the changes is left out, and the rest holds', async () => {
    const { key, resources } = offer(upstream.url)
    sync = await SyncPeer.start(resources)
    gateway = await startGateway({ syncUrl: sync.url, dataDir })
    await gateway.until((state) => state.revision === 1)
    await sync.change([plan({ rateLimit: { requests: 1, windowSeconds: 3600 } })])
    await gateway.stop()
    writeFileSync(join(dataDir, 'configuration', 'changes-99.log'), '0badc0de {"type":"delta","fromRev', {
      flag: 'a',
    })
    gateway = await startGateway({ syncUrl: 'ws://127.0.0.1:9/connect', dataDir })
    expect((await gateway.state()).revision).toBe(2)
    expect([await status(key), await status(key)]).toEqual([200, 429])
  })

  it('a lease that ran out refuses, where the environment says so, and a frame of sync renews it', async () => {
    const { key, resources } = offer(upstream.url)
    sync = await SyncPeer.start(resources)
    sync.lease = { seconds: 1, onExpiry: 'refuse' }
    gateway = await startGateway({ syncUrl: sync.url, dataDir })
    await gateway.until((state) => state.revision === 1)
    const { port } = sync
    await sync.stop()
    await eventually(async () => (await status(key)) === 503, 'the lease has ended')
    const again = await SyncPeer.start(resources, port)
    sync = again
    await eventually(async () => (await status(key)) === 200, 'the lease is renewed')
  })

  it('before the first configuration nothing is served', async () => {
    sync = await SyncPeer.start()
    await sync.stop()
    gateway = await startGateway({ syncUrl: 'ws://127.0.0.1:9/connect', dataDir })
    expect(await status(generateKey())).toBe(503)
    expect((await fetch(`${gateway.adminUrl}/readyz`)).status).toBe(503)
    sync = await SyncPeer.start()
  })
})
