import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningGateway, startGateway, startUpstream, type Upstream } from './harness.ts'
import { offer } from './resources.ts'
import { SyncPeer } from './sync-peer.ts'

let upstream: Upstream
let sync: SyncPeer
let gateway: RunningGateway
let key: string
let reached = 0

beforeAll(async () => {
  upstream = await startUpstream((_request, response) => {
    reached++
    response.setHeader('access-control-allow-origin', 'https://upstream.example')
    response.end('ok')
  })
  const cors = { origins: ['https://app.example'], isCredentialsAllowed: true, maxAgeSeconds: 60 }
  const offered = offer(upstream.url, { route: { cors } })
  key = offered.key
  sync = await SyncPeer.start(offered.resources)
  gateway = await startGateway({ syncUrl: sync.url, workers: 1 })
  await gateway.until((state) => state.revision === 1)
})

afterAll(async () => {
  await gateway.stop()
  await sync.stop()
  await upstream.stop()
})

const call = (init: RequestInit) => fetch(`${gateway.url}/accounts/items`, init)
const preflight = (origin: string) =>
  call({
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'GET',
      'access-control-request-headers': 'x-api-key',
    },
  })

describe('cross-origin requests', () => {
  it('a preflight of an allowed origin is answered without a key and without the upstream', async () => {
    const answer = await preflight('https://app.example')
    expect(answer.status).toBe(204)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'access-control-allow-origin': 'https://app.example',
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'GET',
      'access-control-allow-headers': 'x-api-key',
      'access-control-max-age': '60',
      vary: 'origin',
    })
    expect(reached).toBe(0)
  })

  it('a preflight of another origin allows nothing', async () => {
    const answer = await preflight('https://evil.example')
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    expect(answer.headers.get('access-control-allow-methods')).toBeNull()
  })

  it('the rule of the route replaces what the upstream says', async () => {
    const headers = { origin: 'https://app.example', 'x-api-key': key }
    expect((await call({ headers })).headers.get('access-control-allow-origin')).toBe('https://app.example')
    const other = await call({ headers: { ...headers, origin: 'https://evil.example' } })
    expect(other.headers.get('access-control-allow-origin')).toBeNull()
  })

  it('a refusal can be read by the page as well', async () => {
    const answer = await call({ headers: { origin: 'https://app.example' } })
    expect(answer.status).toBe(401)
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://app.example')
    expect(answer.headers.get('access-control-expose-headers')).toContain('gatehouse-decision-id')
  })
})
