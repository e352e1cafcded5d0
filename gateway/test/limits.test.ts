import { afterEach, describe, expect, it } from 'vitest'
import { type RunningGateway, startGateway, startUpstream, type Upstream } from './harness.ts'
import { load } from './load.ts'
import { offer, plan, subscription } from './resources.ts'
import { SyncPeer } from './sync-peer.ts'

let upstream: Upstream
let sync: SyncPeer
let gateway: RunningGateway
let reached = 0

async function begin(change: Parameters<typeof plan>[0], workers = 3): Promise<string> {
  reached = 0
  upstream = await startUpstream((_request, response) => {
    reached++
    response.end('ok')
  })
  const { key, resources } = offer(upstream.url, { plan: change ?? {} })
  sync = await SyncPeer.start(resources)
  gateway = await startGateway({ syncUrl: sync.url, workers })
  await gateway.until((state) => state.revision === 1)
  return key
}

afterEach(async () => {
  await gateway.stop()
  await sync.stop()
  await upstream.stop()
})

describe('limits over all threads', () => {
  it('a rate limit passes exactly its number in a window, however many threads and connections ask', async () => {
    const key = await begin({ rateLimit: { requests: 700, windowSeconds: 3600 } })
    const { statuses } = await load(`${gateway.url}/accounts/x`, key, 3000, 24)
    expect(Object.fromEntries(statuses)).toEqual({ 200: 700, 429: 2300 })
    expect(reached).toBe(700)
  })

  it('a refusal says when it passes again, and then it does', async () => {
    const key = await begin({ rateLimit: { requests: 3, windowSeconds: 1 } })
    const call = () => fetch(`${gateway.url}/accounts/x`, { headers: { 'x-api-key': key } })
    const first = await call()
    expect(first.headers.get('ratelimit-policy')).toBe('"rate";q=3;w=1')
    expect(first.headers.get('ratelimit')).toBe('"rate";r=2;t=2')
    await call()
    await call()
    const refused = await call()
    expect(refused.status).toBe(429)
    const problem = (await refused.json()) as { limit: { kind: string; used: number; resetAt: string } }
    expect(problem.limit).toMatchObject({ kind: 'rate', limit: 3, used: 3, windowSeconds: 1 })
    expect(refused.headers.get('retry-after')).toMatch(/^[12]$/)
    await new Promise((wake) => setTimeout(wake, Date.parse(problem.limit.resetAt) - Date.now() + 2))
    expect((await call()).status).toBe(200)
  })

  it('a burst bounds what passes at once', async () => {
    const key = await begin({ rateLimit: { requests: 3600, windowSeconds: 3600, burst: 5 } })
    const { statuses } = await load(`${gateway.url}/accounts/x`, key, 60, 12)
    expect(statuses.get(200)).toBeGreaterThanOrEqual(5)
    expect(statuses.get(200)).toBeLessThanOrEqual(7)
  })

  it('a quota passes exactly its number, granted in parts, and the gateway gives back what it did not spend', async () => {
    const key = await begin({ quota: { requests: 500, period: 'month' } })
    const { statuses } = await load(`${gateway.url}/accounts/x`, key, 1200, 24)
    expect(Object.fromEntries(statuses)).toEqual({ 200: 500, 429: 700 })
    expect(reached).toBe(500)
    expect(sync.granted).toBe(500)
  })

  it('an exhausted quota names its end', async () => {
    const key = await begin({ quota: { requests: 1, period: 'day' } })
    const call = () => fetch(`${gateway.url}/accounts/x`, { headers: { 'x-api-key': key } })
    expect((await call()).status).toBe(200)
    const problem = (await (await call()).json()) as {
      code: string
      limit: { resetAt: string; used: number }
    }
    expect(problem.code).toBe('quota_exhausted')
    expect(problem.limit.used).toBe(1)
    expect(problem.limit.resetAt).toMatch(/T00:00:00\.000Z$/)
  })

  it('a quota of which nothing can be granted now is 503, not passed', async () => {
    const key = await begin({ quota: { requests: 100, period: 'month' } })
    sync.isGranting = false
    const answer = await fetch(`${gateway.url}/accounts/x`, { headers: { 'x-api-key': key } })
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
      503,
      'quota_unavailable',
    ])
    expect(reached).toBe(0)
  })

  it('a lower limit of a changed plan holds at once and forgives nothing', async () => {
    const key = await begin({ rateLimit: { requests: 100, windowSeconds: 3600 } })
    expect((await load(`${gateway.url}/accounts/x`, key, 50, 4)).statuses.get(200)).toBe(50)
    const receipt = await sync.change([plan({ rateLimit: { requests: 60, windowSeconds: 3600 } })])
    expect(receipt.proof).toEqual([
      {
        resource: { kind: 'plan', id: 'plan_gold' },
        observed: 'rate 60/3600s',
        expected: 'rate 60/3600s',
        workers: 3,
      },
    ])
    expect(Object.fromEntries((await load(`${gateway.url}/accounts/x`, key, 50, 4)).statuses)).toEqual({
      200: 10,
      429: 40,
    })
  })

  it('a suspended subscription is refused as that, and proved', async () => {
    const key = await begin({})
    const receipt = await sync.change([subscription({ status: 'suspended' })])
    expect(receipt.proof[0]).toMatchObject({
      observed: 'subscription_suspended',
      expected: 'subscription_suspended',
      workers: 3,
    })
    const answer = await fetch(`${gateway.url}/accounts/x`, { headers: { 'x-api-key': key } })
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
      403,
      'subscription_suspended',
    ])
  })

  it('what is unspent goes back on a drain', async () => {
    const key = await begin({ quota: { requests: 500, period: 'month' } })
    await load(`${gateway.url}/accounts/x`, key, 10, 1)
    expect(await gateway.stop()).toBe(0)
    expect(sync.granted - sync.returned).toBe(10)
  })
})
