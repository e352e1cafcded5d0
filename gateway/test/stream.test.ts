import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import { type AddressInfo, connect, createServer as createTcpServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { eventually } from '#scripts/test-support/eventually.ts'
import { type RunningGateway, sendRaw, startGateway, startUpstream, type Upstream } from './harness.ts'
import { credential, offer, route } from './resources.ts'
import { SyncPeer } from './sync-peer.ts'

let upstream: Upstream
let sync: SyncPeer
let gateway: RunningGateway
let key: string
let aborted = 0
let sockets: WebSocketServer

beforeAll(async () => {
  upstream = await startUpstream((request, response) => {
    response.on('close', () => {
      if (!response.writableFinished) aborted++
    })
    if (request.url === '/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write('data: one\n\n')
      request.on('close', () => response.end())
    } else if (request.url === '/endless') {
      response.writeHead(200, { 'content-type': 'application/octet-stream' })
      const more = (): void => {
        while (response.write(Buffer.alloc(64 * 1024)));
      }
      response.on('drain', more)
      more()
    } else if (request.url === '/never') request.resume()
    else if (request.url === '/silent') response.writeHead(200, { 'content-length': '10' }).write('half')
    else if (request.url === '/empty') response.writeHead(204).end()
    else if (request.url === '/big') response.writeHead(200, { 'content-length': '3000000' }).end()
    else {
      response.writeHead(200, { 'content-type': 'application/octet-stream' })
      request.pipe(response)
    }
  })
  sockets = new WebSocketServer({ server: upstream.server })
  sockets.on('connection', (socket, request) => {
    socket.send(
      `hello ${String(request.headers['gatehouse-application'])} ${JSON.stringify(request.rawHeaders).includes('gk_')}`,
    )
    socket.on('message', (data) => socket.send(`echo ${data}`))
  })
  const times = { connectTimeoutMs: 500, responseTimeoutMs: 700, idleTimeoutMs: 700 }
  const offered = offer(upstream.url, {
    route: { upstream: { url: upstream.url, ...times }, requestBodySizeBytesMax: 50_000_000 },
  })
  key = offered.key
  sync = await SyncPeer.start(offered.resources)
  gateway = await startGateway({
    syncUrl: sync.url,
    workers: 1,
    environment: { GATEWAY_UPSTREAM_CONNECTIONS_MAX: '8' },
  })
  await gateway.until((state) => state.revision === 1)
})

afterAll(async () => {
  await gateway.stop()
  await sync.stop()
  sockets.close()
  await upstream.stop()
})

const call = (path: string, init: RequestInit = {}) =>
  fetch(`${gateway.url}/accounts${path}`, { ...init, headers: { 'x-api-key': key, ...init.headers } })

describe('streams', () => {
  it('a body goes through whole, both ways, in chunks', async () => {
    const body = Buffer.alloc(5_000_000, 'abcdefg')
    const answer = await call('/echo', { method: 'POST', body })
    expect(Buffer.from(await answer.arrayBuffer()).equals(body)).toBe(true)
    await eventually(
      () => sync.records.some((each) => each.in === body.length && each.out === body.length),
      'both bodies are counted',
    )
  })

  it('an event reaches the client while the stream goes on, beyond the idle timeout', async () => {
    const controller = new AbortController()
    const answer = await call('/events', { signal: controller.signal })
    const reader = answer.body!.getReader()
    expect(Buffer.from((await reader.read()).value!).toString()).toBe('data: one\n\n')
    const silence = await Promise.race([
      reader.read(),
      new Promise((wake) => setTimeout(wake, 1500, 'still open')),
    ])
    expect(silence).toBe('still open')
    controller.abort()
    await eventually(
      () => sync.records.some((each) => each.path === '/accounts/events' && each.cut === true),
      'the stream is recorded as cut',
    )
  })

  it('a stream ends when the key it was opened with is revoked', async () => {
    const answer = await call('/events')
    const reader = answer.body!.getReader()
    await reader.read()
    await sync.change([credential(key, { status: 'revoked' })])
    await expect(reader.read().then(({ done }) => done)).rejects.toThrow()
    await sync.change([credential(key)])
  })

  it('clients that break off in mid-body free the upstream: hundreds, and the next request still passes', async () => {
    const before = aborted
    for (let round = 0; round < 5; round++) {
      const clients = Array.from({ length: 60 }, () => {
        const socket = connect(gateway.port, '127.0.0.1')
        socket.on('error', () => undefined)
        socket.write(`GET /accounts/endless HTTP/1.1\r\nHost: a\r\nX-API-Key: ${key}\r\n\r\n`)
        return socket
      })
      await Promise.all(clients.slice(0, 4).map((socket) => once(socket, 'data')))
      for (const socket of clients) socket.destroy()
    }
    await eventually(
      async () =>
        aborted > before &&
        (await gateway.state()).requests.seen === (await gateway.state()).requests.journaled,
      'what was broken off is journaled',
    )
    expect((await call('/empty')).status).toBe(204)
  })

  it('answers without a body stay without one, and the connection goes on', async () => {
    const two = `HEAD /accounts/big HTTP/1.1\r\nHost: a\r\nX-API-Key: ${key}\r\n\r\nGET /accounts/empty HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-API-Key: ${key}\r\n\r\n`
    const answer = await sendRaw(gateway.port, two)
    expect(answer).toMatch(
      /^HTTP\/1\.1 200 OK\r\n[\s\S]*content-length: 3000000\r\n[\s\S]*?\r\n\r\nHTTP\/1\.1 204 No Content\r\n/,
    )
  })
})

describe('an upstream that misbehaves', () => {
  it('does not answer: 504', async () => {
    const answer = await call('/never')
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
      504,
      'upstream_timeout',
    ])
  })

  it('falls silent in mid-body: the response is cut, and said so', async () => {
    await expect(call('/silent').then((answer) => answer.text())).rejects.toThrow()
    await eventually(
      () => sync.records.some((each) => each.path === '/accounts/silent' && each.cut === true),
      'the request is recorded as cut',
    )
  })

  it.each([
    [
      'both a length and chunking',
      'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n',
    ],
    ['no HTTP', 'SSH-2.0-OpenSSH_9.6\r\n'],
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!'],
  ])('sends %s: 502', async (_name, bytes) => {
    const server = createTcpServer((socket) => {
      socket.on('error', () => undefined)
      socket.once('data', () => socket.end(bytes))
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    await sync.change([route(url)])
    const answer = await call('/x')
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
      502,
      'upstream_invalid',
    ])
    server.close()
  })

  it('is not there: 502, and nothing of the quota is spent', async () => {
    const server = createTcpServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    server.close()
    await once(server, 'close')
    await sync.change([route(url)])
    const answer = await call('/x')
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
      502,
      'upstream_unreachable',
    ])
    const times = { connectTimeoutMs: 500, responseTimeoutMs: 700, idleTimeoutMs: 700 }
    await sync.change([
      route(upstream.url, { upstream: { url: upstream.url, ...times }, requestBodySizeBytesMax: 50_000_000 }),
    ])
  })

  it('closes idle connections: an idempotent request is tried once more', async () => {
    let connections = 0
    const server = createTcpServer((socket) => {
      connections++
      socket.on('error', () => undefined)
      socket.once('data', () => {
        if (connections === 1) socket.destroy()
        else socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
      })
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    await sync.change([route(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)])
    expect((await call('/x')).status).toBe(200)
    connections = 0
    expect((await call('/x', { method: 'POST', body: 'once' })).status).toBe(502)
    server.close()
    const times = { connectTimeoutMs: 500, responseTimeoutMs: 700, idleTimeoutMs: 700 }
    await sync.change([
      route(upstream.url, { upstream: { url: upstream.url, ...times }, requestBodySizeBytesMax: 50_000_000 }),
    ])
  })
})

describe('Expect: 100-continue', () => {
  const ask = (withKey: string): Promise<{ status: number; continued: boolean }> =>
    new Promise((resolve, reject) => {
      const headers = { 'x-api-key': withKey, expect: '100-continue', 'content-length': '4' }
      const request = httpRequest(`${gateway.url}/accounts/echo`, { method: 'POST', headers })
      let continued = false
      request.on('continue', () => {
        continued = true
        request.end('body')
      })
      request.on('response', (response) => {
        response.resume()
        resolve({ status: response.statusCode!, continued })
        request.destroy()
      })
      request.on('error', reject)
      request.flushHeaders()
    })

  it('is answered after the key was accepted, and not before', async () => {
    expect(await ask(key)).toEqual({ status: 200, continued: true })
    expect(await ask('gk_wrong')).toEqual({ status: 401, continued: false })
  })
})

describe('WebSocket', () => {
  const open = (headers: Record<string, string>) =>
    new WebSocket(`${gateway.url.replace('http', 'ws')}/accounts/socket`, { headers })

  it('is joined after the key was accepted, with identity and without the key, and is one record', async () => {
    const socket = open({ 'x-api-key': key })
    expect(String((await once(socket, 'message'))[0])).toBe('hello app_mobile false')
    socket.send('x')
    expect(String((await once(socket, 'message'))[0])).toBe('echo x')
    socket.close()
    await eventually(
      () => sync.records.some((each) => each.path === '/accounts/socket' && each.status === 101),
      'the socket is recorded',
    )
    const record = sync.records.find((each) => each.path === '/accounts/socket')!
    expect(record.sub).toBe('sub_mobile')
    expect(record.in).toBeGreaterThan(0)
    expect(record.out).toBeGreaterThan(0)
  })

  it('is refused without a key, before anything reaches the upstream', async () => {
    const socket = open({})
    const [, response] = await once(socket, 'unexpected-response')
    expect(response.statusCode).toBe(401)
    socket.on('error', () => undefined)
    socket.terminate()
  })

  it('is closed when idle', async () => {
    const socket = open({ 'x-api-key': key })
    await once(socket, 'message')
    await once(socket, 'close')
  })

  it('is closed when its key is revoked', async () => {
    const socket = open({ 'x-api-key': key })
    await once(socket, 'message')
    const closed = once(socket, 'close')
    const beat = setInterval(() => socket.send('alive'), 100)
    await sync.change([credential(key, { status: 'revoked' })])
    await closed
    clearInterval(beat)
    await sync.change([credential(key)])
  })
})
