import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { eventually } from '#scripts/test-support/eventually.ts'
import { type RunningGateway, startGateway, startUpstream, type Upstream } from './harness.ts'
import { offer } from './resources.ts'
import { SyncPeer } from './sync-peer.ts'

const WINDOW_MS = 1_000
const BYTES_PER_SECOND_MIN = 1_000
/** Long enough that two windows have passed. */
const LONG_MS = 2.5 * WINDOW_MS
const STEP_MS = 50

let upstream: Upstream
let sockets: WebSocketServer
let sync: SyncPeer
let gateway: RunningGateway
let key: string
let aborted = 0

beforeAll(async () => {
  upstream = await startUpstream((request, response) => {
    request.on('close', () => {
      if (!request.complete) aborted++
    })
    if (request.url === '/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: one\n\n')
      setTimeout(() => response.end('data: two\n\n'), LONG_MS)
      return
    }
    const take = (): void => void request.resume().on('end', () => response.end('taken'))
    if (request.url === '/reluctant') setTimeout(take, LONG_MS)
    else take()
  })
  sockets = new WebSocketServer({ server: upstream.server })
  sockets.on('connection', (socket) => setTimeout(() => socket.send('still here'), LONG_MS))
  const offered = offer(upstream.url, { route: { requestBodySizeBytesMax: 20_000_000 } })
  key = offered.key
  sync = await SyncPeer.start(offered.resources)
  gateway = await startGateway({
    syncUrl: sync.url,
    workers: 1,
    environment: {
      GATEWAY_BODY_WINDOW_MS: String(WINDOW_MS),
      GATEWAY_BODY_BYTES_PER_SECOND_MIN: String(BYTES_PER_SECOND_MIN),
    },
  })
  await gateway.until((state) => state.revision === 1)
})

afterAll(async () => {
  await gateway.stop()
  sockets.close()
  await sync.stop()
  await upstream.stop()
})

/** Sends a body of `length` bytes, `first` at once and then `step` every 50 ms; settles with all that came back. */
function sendSlowly(length: number, step: number, first = 0): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(gateway.port, '127.0.0.1')
    const lines = ['POST /accounts/x HTTP/1.1', 'Host: a', `X-API-Key: ${key}`, 'Connection: close']
    socket.write(`${[...lines, `Content-Length: ${length}`].join('\r\n')}\r\n\r\n${'a'.repeat(first)}`)
    let left = length - first
    const timer = setInterval(() => {
      if (left > 0) socket.write('a'.repeat(Math.min(step, left)))
      left -= step
    }, STEP_MS)
    let answer = ''
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1')
    })
    socket.on('error', (error) => (answer === '' ? reject(error) : undefined))
    socket.on('close', () => {
      clearInterval(timer)
      resolve(answer)
    })
  })
}

describe('a body that comes more slowly than the least rate', () => {
  const expectRefused = async (send: () => Promise<string>): Promise<void> => {
    const before = aborted
    const answer = await send()
    expect(answer).toMatch(/^HTTP\/1\.1 408 /)
    expect(answer).toContain('"code":"request_timeout"')
    expect(answer.toLowerCase()).toContain('connection: close')
    await eventually(() => aborted === before + 1, 'the upstream sees it broken off')
  }

  it('is refused, its connection closed, and the call of the upstream aborted', () =>
    expectRefused(() => sendSlowly(1_000_000, 1)))

  it('is refused also when it came fast at first', () =>
    expectRefused(() => sendSlowly(1_000_000, 1, 200_000)))

  it('is in the journal with its code and what came of it', async () => {
    await expectRefused(() => sendSlowly(1_000_000, 1, 777))
    await eventually(
      () => sync.records.some(({ code, in: bytes }) => code === 'request_timeout' && (bytes ?? 0) >= 777),
      'the refusal is recorded with its bytes',
    )
  })
})

describe('not taken for slow', () => {
  it('a body above the least rate, however long it takes', async () => {
    const step = (2 * BYTES_PER_SECOND_MIN * STEP_MS) / 1000
    const answer = await sendSlowly((LONG_MS / STEP_MS) * step, step)
    expect(answer).toMatch(/^HTTP\/1\.1 200 /)
    expect(answer).toContain('taken')
  })

  it('a small body that is whole within the window', async () => {
    expect(await sendSlowly(5, 1)).toMatch(/^HTTP\/1\.1 200 /)
  })

  it('a client whose upstream does not read', async () => {
    // More than the buffers on the way hold.
    const body = 'a'.repeat(16_000_000)
    const answer = await fetch(`${gateway.url}/accounts/reluctant`, {
      method: 'POST',
      headers: { 'x-api-key': key },
      body,
    })
    expect([answer.status, await answer.text()]).toEqual([200, 'taken'])
  })

  it('a stream of events, which has no body to wait for', async () => {
    const answer = await fetch(`${gateway.url}/accounts/events`, { headers: { 'x-api-key': key } })
    expect(await answer.text()).toBe('data: one\n\ndata: two\n\n')
  })

  it('a WebSocket on which hardly anything is sent', async () => {
    const address = `${gateway.url.replace('http', 'ws')}/accounts/socket`
    const socket = new WebSocket(address, { headers: { 'x-api-key': key } })
    const [data] = await once(socket, 'message')
    expect(String(data)).toBe('still here')
    socket.terminate()
  })
})
