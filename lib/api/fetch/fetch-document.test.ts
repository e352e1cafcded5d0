import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '#lib/core/errors.ts'
import { type FetchOptions, fetchDocument } from './fetch-document.ts'

const redirect =
  (location: string): RequestListener =>
  (_, response) =>
    response.writeHead(302, { location }).end()

const answers: Record<string, RequestListener> = {
  '/ok': (_, response) => response.end('{"openapi":"3.0.3"}'),
  '/moved': redirect('/ok'),
  '/to-file': redirect('file:///etc/passwd'),
  '/to-private': redirect('http://10.0.0.1/'),
  '/round': redirect('/round'),
  '/missing': (_, response) => response.writeHead(404).end(),
  '/gzip': (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{}')),
  '/endless': (request, response) => {
    const timer = setInterval(() => response.write('x'.repeat(10_000)), 1)
    request.on('close', () => clearInterval(timer))
  },
  '/silent': () => {},
}

let server: Server
let origin = ''

beforeAll(async () => {
  server = createServer((request, response) => answers[request.url!]?.(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const codeOf = (path: string, options: FetchOptions = {}) =>
  fetchDocument(path.startsWith('/') ? origin + path : path, { isPrivateAllowed: true, ...options }).then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? error.code : error),
  )

describe('fetchDocument', () => {
  it('fetches, over redirects too, and says from where', async () => {
    const { bytes, address } = await fetchDocument(`${origin}/moved`, { isPrivateAllowed: true })
    expect(new TextDecoder().decode(bytes)).toBe('{"openapi":"3.0.3"}')
    expect(address).toBe(`${origin}/ok`)
  })

  it('connects to no private address, whether written or behind a name', async () => {
    expect(await codeOf('/ok', { isPrivateAllowed: false })).toBe('address_refused')
    const byName = origin.replace('127.0.0.1', 'localhost')
    expect(await codeOf(`${byName}/ok`, { isPrivateAllowed: false })).toBe('address_refused')
    expect(await codeOf(`${byName}/ok`)).toBe('done')
  })

  it('checks where a redirect leads', async () => {
    expect(await codeOf('/to-file')).toBe('address_refused')
  })

  it.each([
    ['/missing', 'address_unreachable'],
    ['/round', 'address_unreachable'],
    ['/gzip', 'address_unreachable'],
    ['http://127.0.0.1:9/', 'address_unreachable'],
    ['http://name.invalid/', 'address_unreachable'],
    ['http:///', 'address_refused'],
    ['file:///etc/passwd', 'address_refused'],
  ])('answers %s with %s', async (path, code) => {
    expect(await codeOf(path)).toBe(code)
  })

  it('stops at the size limit', async () => {
    expect(await codeOf('/endless', { sizeBytesMax: 100_000 })).toBe('document_too_large')
  })

  it('stops at the time limit', async () => {
    const start = performance.now()
    expect(await codeOf('/silent', { timeoutMs: 300 })).toBe('address_unreachable')
    expect(performance.now() - start).toBeLessThan(3_000)
  })
})
