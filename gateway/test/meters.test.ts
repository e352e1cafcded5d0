import { once } from 'node:events'
import type { RequestListener } from 'node:http'
import { connect } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { Meter, Plan } from '#gateway-sync/contract/index.ts'
import { type RunningGateway, startGateway, startUpstream, type Upstream } from './harness.ts'
import { offer, plan, subscription } from './resources.ts'
import { SyncPeer } from './sync-peer.ts'

let upstream: Upstream
let sync: SyncPeer
let gateway: RunningGateway

const answered: Meter['statuses'] = ['2xx', '3xx', '4xx', '5xx']
const calls: Meter = {
  key: 'calls',
  kind: 'requests',
  statuses: ['2xx', '4xx'],
  weights: { listAccounts: 5, getAccount: 0 },
  defaultWeight: 1,
}
const bytes: Meter = { key: 'bytes', kind: 'response_bytes', statuses: ['2xx'] }
const tokens: Meter = { key: 'tokens', kind: 'upstream_header', statuses: ['2xx'], header: 'x-tokens' }

async function begin(listener: RequestListener, change: Partial<Plan>): Promise<string> {
  upstream = await startUpstream(listener)
  const { key, resources } = offer(upstream.url, { plan: change })
  sync = await SyncPeer.start(resources)
  gateway = await startGateway({ syncUrl: sync.url, workers: 2 })
  await gateway.until((state) => state.revision === 1)
  return key
}

afterEach(async () => {
  await gateway.stop()
  await sync.stop()
  await upstream.stop()
})

describe('meters', () => {
  it('count weights, bytes and reported numbers of the statuses they name, and nothing else is in the journal', async () => {
    const key = await begin(
      (request, response) => {
        const status = Number(new URL(request.url!, 'http://x').searchParams.get('status') ?? 200)
        response.writeHead(status, { 'x-tokens': '42', 'x-other': 'stays' }).end('hello')
      },
      { meters: [calls, bytes, tokens] },
    )
    const paths = ['/items', '/items/7', '/other', '/other?status=404', '/other?status=503']
    for (const path of paths) {
      const answer = await fetch(`${gateway.url}/accounts${path}`, { headers: { 'x-api-key': key } })
      expect(await answer.text()).toBe('hello')
      expect([answer.headers.get('x-tokens'), answer.headers.get('x-other')]).toEqual([null, 'stays'])
    }
    const records = (await sync.recordsOf(paths.length)).toSorted((a, b) => (a.id < b.id ? -1 : 1))
    expect(records.map(({ units, odd, off }) => ({ units, odd, off }))).toEqual([
      { units: { calls: 5, bytes: 5, tokens: 42 } },
      { units: { bytes: 5, tokens: 42 } },
      { units: { calls: 1, bytes: 5, tokens: 42 } },
      { units: { calls: 1 } },
      {},
    ])
  })

  it.each([
    ['missing', undefined],
    ['negative', '-5'],
    ['not_a_number', 'many'],
    ['not_a_number', '1e3'],
    ['not_a_number', ['1', '2']],
    ['too_large', '1000000001'],
    ['too_large', '9'.repeat(5_000)],
  ])(
    'a reported number that is %s (%#) counts 0 and is named, and is removed all the same',
    async (why, value) => {
      const key = await begin(
        (_request, response) => {
          if (value !== undefined) response.setHeader('x-tokens', value)
          response.end('ok')
        },
        { meters: [tokens, calls] },
      )
      const answer = await fetch(`${gateway.url}/accounts/x`, { headers: { 'x-api-key': key } })
      expect([answer.status, answer.headers.get('x-tokens')]).toEqual([200, null])
      const [record] = await sync.recordsOf(1)
      expect(record).toMatchObject({ odd: { tokens: why }, units: { calls: 1 } })
    },
  )

  it('a refusal counts nothing, be it the gateway’s own or of an answer that makes no sense, and tells no number', async () => {
    const key = await begin(
      (_request, response) => {
        response.socket!.end(
          'HTTP/1.1 200 OK\r\nx-tokens: 5\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n',
        )
      },
      { meters: [calls, tokens] },
    )
    const refused = await fetch(`${gateway.url}/accounts/x`, { headers: { 'x-api-key': key } })
    expect([refused.status, refused.headers.get('x-tokens')]).toEqual([502, null])
    await sync.change([subscription({ status: 'unpaid' })])
    const unpaid = await fetch(`${gateway.url}/accounts/x`, { headers: { 'x-api-key': key } })
    expect([unpaid.status, ((await unpaid.json()) as { code: string }).code]).toEqual([
      402,
      'payment_overdue',
    ])
    const records = await sync.recordsOf(2)
    expect(records.map(({ code, units, odd }) => ({ code, units, odd }))).toEqual([
      { code: 'upstream_invalid' },
      { code: 'payment_overdue' },
    ])
  })

  it('an answer that is cut counts the bytes that were sent', async () => {
    const key = await begin(
      (_request, response) => {
        response.writeHead(200, { 'content-length': '1000', 'x-tokens': '3' })
        response.write('a'.repeat(600), () => response.socket!.resetAndDestroy())
      },
      { meters: [bytes, tokens] },
    )
    const answer = await fetch(`${gateway.url}/accounts/x`, { headers: { 'x-api-key': key } })
    expect(answer.headers.get('x-tokens')).toBeNull()
    await expect(answer.text()).rejects.toThrow()
    const [record] = await sync.recordsOf(1)
    expect(record).toMatchObject({ cut: true, out: 600, units: { bytes: 600, tokens: 3 } })
  })

  it('a stream of events counts its bytes when it ends, and hides the number from its first byte', async () => {
    const key = await begin(
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream', 'x-tokens': '8' })
        response.write('data: 1\n\n')
        response.end('data: 2\n\n')
      },
      { meters: [calls, bytes, tokens] },
    )
    const answer = await fetch(`${gateway.url}/accounts/x`, { headers: { 'x-api-key': key } })
    expect(answer.headers.get('x-tokens')).toBeNull()
    await answer.text()
    expect((await sync.recordsOf(1))[0]!.units).toEqual({ calls: 1, bytes: 18, tokens: 8 })
  })

  it('a WebSocket counts as one request answered with success, and its bytes to the client at its end', async () => {
    const key = await begin((_request, response) => response.end(), {
      meters: [calls, { ...bytes, statuses: answered }, tokens],
    })
    upstream.server.on('upgrade', (_request, socket) => {
      socket.write('HTTP/1.1 101 S\r\nupgrade: websocket\r\nconnection: upgrade\r\nx-tokens: 9\r\n\r\n')
      socket.end('0123456789')
    })
    const client = connect(gateway.port, '127.0.0.1')
    let text = ''
    client.on('data', (chunk) => {
      text += chunk
    })
    const closed = once(client, 'close')
    client.write(
      `GET /accounts/x HTTP/1.1\r\nhost: a\r\nx-api-key: ${key}\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n`,
    )
    await closed
    expect(text).toContain('101 Switching Protocols')
    expect(text.toLowerCase()).not.toContain('x-tokens')
    expect((await sync.recordsOf(1))[0]).toMatchObject({
      status: 101,
      units: { calls: 1, bytes: 10, tokens: 9 },
    })
  })

  it('are proved in every thread, by their keys and a digest of all they count', async () => {
    await begin((_request, response) => response.end(), { meters: [calls] })
    const texts = []
    for (const meters of [
      [calls, tokens],
      [calls, { ...tokens, header: 'x-other' }],
    ]) {
      const receipt = await sync.change([plan({ meters })])
      expect(receipt.proof).toHaveLength(1)
      const [check] = receipt.proof
      expect(check).toMatchObject({ observed: check!.expected, workers: 2 })
      expect(check!.observed).toMatch(/^unlimited meters calls,tokens #[0-9a-f]{8}$/)
      texts.push(check!.observed)
    }
    expect(texts[0]).not.toBe(texts[1])
  })

  it('in a header that an answer cannot do without are rejected, and what ran before runs on', async () => {
    await begin((_request, response) => response.end(), { meters: [calls] })
    const rejection = sync.next('rejection')
    const bad = plan({ meters: [{ ...tokens, header: 'content-length' } as Meter] })
    void sync.change([bad])
    expect((await rejection).reason).toContain('header')
    expect((await gateway.state()).revision).toBe(1)
  })
})
