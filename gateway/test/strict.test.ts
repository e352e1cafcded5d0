import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningGateway, sendRaw, startGateway, startUpstream, type Upstream } from './harness.ts'
import { offer } from './resources.ts'
import { SyncPeer } from './sync-peer.ts'

let upstream: Upstream
let sync: SyncPeer
let gateway: RunningGateway
let key: string
const reached: string[] = []

beforeAll(async () => {
  upstream = await startUpstream((request, response) => {
    reached.push(`${request.method} ${request.url} ${JSON.stringify(request.rawHeaders)}`)
    request.resume()
    request.on('end', () => response.end('ok'))
  })
  const offered = offer(upstream.url, { route: { requestBodySizeBytesMax: 1000 } })
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

const head = (line: string, ...headers: string[]): string => `${[line, ...headers].join('\r\n')}\r\n\r\n`
const plain = (target: string): string => head(`GET ${target} HTTP/1.1`, 'Host: a', `X-API-Key: ${key}`)

const malformed: Record<string, () => string> = {
  'a second Host': () => head('GET /accounts/x HTTP/1.1', 'Host: a', 'Host: b', `X-API-Key: ${key}`),
  'no Host': () => head('GET /accounts/x HTTP/1.1', `X-API-Key: ${key}`),
  'a Host with credentials': () => head('GET /accounts/x HTTP/1.1', 'Host: a@b', `X-API-Key: ${key}`),
  'a Host that is a list': () => head('GET /accounts/x HTTP/1.1', 'Host: a, b', `X-API-Key: ${key}`),
  'an absolute target': () => plain('http://other/accounts/x'),
  'an asterisk target': () => head('OPTIONS * HTTP/1.1', 'Host: a', `X-API-Key: ${key}`),
  'a fragment': () => plain('/accounts/x#y'),
  'a fragment in the query': () => plain('/accounts/x?a=1#y'),
  'dot segments': () => plain('/accounts/../secret'),
  'encoded dot segments': () => plain('/accounts/%2e%2e/secret'),
  'half encoded dot segments': () => plain('/accounts/.%2E/secret'),
  'doubly encoded dot segments': () => plain('/accounts/%252e%252e/secret'),
  'dot segments behind an encoded slash': () => plain('/accounts/a%2f..%2f..%2fsecret'),
  'dot segments with a parameter': () => plain('/accounts/..;/secret'),
  'an empty segment': () => plain('/accounts//x'),
  'a backslash': () => plain('/accounts/..\\secret'),
  'an encoded backslash': () => plain('/accounts/..%5csecret'),
  'an encoded NUL': () => plain('/accounts/x%00'),
  'a broken percent-encoding': () => plain('/accounts/%zz'),
  CONNECT: () => head('CONNECT a:80 HTTP/1.1', 'Host: a'),
  TRACE: () => head('TRACE /accounts/x HTTP/1.1', 'Host: a', `X-API-Key: ${key}`),
  'two lengths': () =>
    `${head('POST /accounts/x HTTP/1.1', 'Host: a', `X-API-Key: ${key}`, 'Content-Length: 2', 'Content-Length: 2')}ab`,
  'a length with a leading zero': () =>
    `${head('POST /accounts/x HTTP/1.1', 'Host: a', `X-API-Key: ${key}`, 'Content-Length: 02')}ab`,
  'length and chunking': () =>
    `${head('POST /accounts/x HTTP/1.1', 'Host: a', `X-API-Key: ${key}`, 'Content-Length: 3', 'Transfer-Encoding: chunked')}0\r\n\r\n`,
  'a coding before chunked': () =>
    `${head('POST /accounts/x HTTP/1.1', 'Host: a', `X-API-Key: ${key}`, 'Transfer-Encoding: gzip, chunked')}0\r\n\r\n`,
  'a coding that is not chunked': () =>
    `${head('POST /accounts/x HTTP/1.1', 'Host: a', `X-API-Key: ${key}`, 'Transfer-Encoding: identity')}ab`,
  'chunking in HTTP/1.0': () =>
    `${head('POST /accounts/x HTTP/1.0', 'Host: a', `X-API-Key: ${key}`, 'Transfer-Encoding: chunked')}0\r\n\r\n`,
  'a folded header': () => head('GET /accounts/x HTTP/1.1', 'Host: a', 'X-A: 1', ' 2', `X-API-Key: ${key}`),
  'a space before the colon': () =>
    head('GET /accounts/x HTTP/1.1', 'Host: a', 'X-A : 1', `X-API-Key: ${key}`),
  'a bare line feed': () => `GET /accounts/x HTTP/1.1\nHost: a\nX-API-Key: ${key}\n\n`,
  'an unknown expectation': () =>
    head('GET /accounts/x HTTP/1.1', 'Host: a', `X-API-Key: ${key}`, 'Expect: tea'),
  'two Authorization headers': () =>
    head(
      'GET /accounts/x HTTP/1.1',
      'Host: a',
      'Authorization: Basic YQ==',
      'Authorization: Basic Yg==',
      `X-API-Key: ${key}`,
    ),
  'no HTTP at all': () => '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
}

describe('what could be read in two ways', () => {
  it.each(Object.keys(malformed))(
    '%s is refused with 400, closed, and never reaches the upstream',
    async (name) => {
      const before = reached.length
      const answer = await sendRaw(gateway.port, malformed[name]!() + plain('/accounts/smuggled'))
      expect(answer).toMatch(/^HTTP\/1\.1 400 /)
      expect(answer).toContain('request_malformed')
      expect(answer.toLowerCase()).toContain('connection: close')
      expect(answer.match(/HTTP\/1\.1 /g)).toHaveLength(1)
      expect(reached.length).toBe(before)
    },
  )

  it('headers beyond the limit are 431', async () => {
    const answer = await sendRaw(
      gateway.port,
      head('GET /accounts/x HTTP/1.1', 'Host: a', `X-A: ${'a'.repeat(20_000)}`),
    )
    expect(answer).toMatch(/^HTTP\/1\.1 431 /)
    expect(answer).toContain('header_too_large')
  })

  it('a body beyond the limit is 413, by its length and by its chunks', async () => {
    const long = head('POST /accounts/x HTTP/1.1', 'Host: a', `X-API-Key: ${key}`, 'Content-Length: 1001')
    expect(await sendRaw(gateway.port, long + 'a'.repeat(1001))).toMatch(/^HTTP\/1\.1 413 /)
    const chunked = head(
      'POST /accounts/x HTTP/1.1',
      'Host: a',
      `X-API-Key: ${key}`,
      'Transfer-Encoding: chunked',
    )
    const chunk = `${(600).toString(16)}\r\n${'a'.repeat(600)}\r\n`
    expect(await sendRaw(gateway.port, `${chunked}${chunk}${chunk}0\r\n\r\n`)).toMatch(/^HTTP\/1\.1 413 /)
  })

  it('trailers and chunk extensions end at the gateway', async () => {
    const before = reached.length
    const request = head(
      'POST /accounts/x HTTP/1.1',
      'Host: a',
      `X-API-Key: ${key}`,
      'Transfer-Encoding: chunked',
      'Connection: close',
    )
    const answer = await sendRaw(gateway.port, `${request}2;x=${key}\r\nab\r\n0\r\nX-API-Key: ${key}\r\n\r\n`)
    expect(answer).toMatch(/^HTTP\/1\.1 200 /)
    expect(reached.slice(before)).toHaveLength(1)
    expect(reached.at(-1)).not.toContain(key)
  })
})

describe('keys and identity', () => {
  const ask = async (...headers: string[]): Promise<string> =>
    sendRaw(gateway.port, head('GET /accounts/x HTTP/1.1', 'Host: a', 'Connection: close', ...headers))

  it('two keys are one too many, wherever they are', async () => {
    for (const second of [
      `X-API-Key: ${key}`,
      `Authorization: Bearer ${key}`,
      `X_API_KEY: ${key}`,
      `x_api-key: ${key}`,
    ]) {
      const answer = await ask(`X-API-Key: ${key}`, second)
      expect(answer).toMatch(/^HTTP\/1\.1 400 /)
      expect(answer).toContain('credential_ambiguous')
    }
  })

  it('an underscore twin alone is no key', async () => {
    expect(await ask(`X_API_KEY: ${key}`)).toContain('credential_missing')
  })

  it('identity cannot be forged, in any spelling, nor taken away', async () => {
    const answer = await ask(
      `X-API-Key: ${key}`,
      'Gatehouse-Application: app_evil',
      'gatehouse_application: app_evil',
      'GATEHOUSE-Plan: plan_evil',
      'Connection: gatehouse-application, x-secret, close',
      'X-Secret: for this hop',
    )
    expect(answer).toMatch(/^HTTP\/1\.1 200 /)
    expect(reached.at(-1)).toContain('"gatehouse-application","app_mobile"')
    expect(reached.at(-1)).not.toContain('evil')
    expect(reached.at(-1)).not.toContain('for this hop')
  })

  it('a key never reaches the upstream, in whatever header or parameter it was put', async () => {
    const request = head(
      `GET /accounts/x?token=${key}&page=2 HTTP/1.1`,
      'Host: a',
      'Connection: close',
      `X-API-Key: ${key}`,
      `X-Other: ${key}`,
    )
    expect(await sendRaw(gateway.port, request)).toMatch(/^HTTP\/1\.1 200 /)
    expect(reached.at(-1)).toContain('/x?page=2')
    expect(reached.at(-1)).not.toContain(key)
  })

  it('X-Forwarded headers of an untrusted client are replaced', async () => {
    await ask(
      `X-API-Key: ${key}`,
      'X-Forwarded-For: 9.9.9.9',
      'X_Forwarded_For: 8.8.8.8',
      'Forwarded: for=9.9.9.9',
      'X-Real-IP: 9.9.9.9',
    )
    expect(reached.at(-1)).toContain('"x-forwarded-for","127.0.0.1"')
    expect(reached.at(-1)).not.toMatch(/9\.9\.9\.9|8\.8\.8\.8/)
  })

  it('a trace goes on with a span of ours; a broken one is begun anew', async () => {
    const trace = '4bf92f3577b34da6a3ce929d0e0e4736'
    await ask(`X-API-Key: ${key}`, `Traceparent: 00-${trace}-00f067aa0ba902b7-01`, 'Tracestate: a=1')
    expect(reached.at(-1)).toMatch(
      new RegExp(`"traceparent","00-${trace}-(?!00f067aa0ba902b7)[0-9a-f]{16}-01"`),
    )
    expect(reached.at(-1)).toContain('"tracestate","a=1"')
    await ask(`X-API-Key: ${key}`, 'Traceparent: 00-junk', 'Tracestate: a=1')
    expect(reached.at(-1)).toMatch(/"traceparent","00-[0-9a-f]{32}-[0-9a-f]{16}-01"/)
    expect(reached.at(-1)).not.toContain('tracestate')
  })
})
