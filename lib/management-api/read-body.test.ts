import { describe, expect, it } from 'vitest'
import { AppError } from '#lib/core/errors.ts'
import { readBody } from './read-body.ts'

const request = (body: BodyInit | null, headers: Record<string, string> = {}) =>
  new Request('http://gatehouse.test', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
    duplex: 'half',
  } as RequestInit)

async function refusal(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => expect.fail('was accepted'),
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof AppError)) throw error
  return error
}

describe('readBody', () => {
  it('reads JSON and keeps its bytes', async () => {
    const { json, bytes } = await readBody(
      request('{"a": "ä"}', { 'content-type': 'application/json; charset=utf-8' }),
    )
    expect(json).toEqual({ a: 'ä' })
    expect(Buffer.from(bytes).toString()).toBe('{"a": "ä"}')
  })

  it('takes nothing for an empty object, whatever its type', async () => {
    expect((await readBody(request(null, { 'content-type': 'text/plain' }))).json).toEqual({})
  })

  it('refuses by Content-Length before it reads', async () => {
    const untouched = new ReadableStream({ pull: () => expect.fail('was read') }, { highWaterMark: 0 })
    const error = await refusal(readBody(request(untouched, { 'content-length': '1048577' })))
    expect(error).toMatchObject({ code: 'payload_too_large', message: 'The body may have 1 MB at most.' })
  })

  it('refuses while it reads when Content-Length lies, and stops', async () => {
    let sent = 0
    const endless = new ReadableStream({
      pull(controller) {
        sent += 1024
        controller.enqueue(new Uint8Array(1024))
      },
    })
    expect((await refusal(readBody(request(endless, { 'content-length': '5' }), 4096))).code).toBe(
      'payload_too_large',
    )
    expect(sent).toBeLessThan(16_384)
  })

  it.each([
    ['text/plain', {}],
    ['application/x-www-form-urlencoded', {}],
    ['application/json', { 'content-encoding': 'gzip' }],
  ])('refuses %s %j', async (type, headers) => {
    const error = await refusal(readBody(request('{}', { 'content-type': type, ...headers })))
    expect(error.code).toBe('unsupported_media_type')
  })

  it.each([
    ['{\n  "a": x }', 'line 2, column 8'],
    ['{"a": [1,', 'line 1, column 10'],
    ['{} {}', 'line 1, column 4'],
    ['nope', 'line 1, column 2'],
    [`{"a": "${'x'.repeat(5000)}",\n\n  b: 1}`, 'line 3, column 3'],
  ])('names the place of the mistake in %j', async (text, place) => {
    const error = await refusal(readBody(request(text)))
    expect(error.code).toBe('invalid_input')
    expect(error.message).toContain(place)
  })

  it('says of a large body what V8 says, rather than searching it', async () => {
    const body = request(`[${'1,'.repeat(600_000)}x]`)
    expect((await refusal(readBody(body, 2 * 1024 * 1024))).message).toContain("Unexpected token 'x'")
  })

  it('refuses what is not UTF-8', async () => {
    expect((await refusal(readBody(request(new Uint8Array([0x22, 0xff, 0x22]))))).message).toContain('UTF-8')
  })

  it.each([
    ['{"a": ["x", "\\u0000"]}', 'a.1'],
    ['{"a": {"b": "\\ud800"}}', 'a.b'],
    ['{"a": {"\\u0000": 1}}', 'a'],
    ['"\\udfff"', '_'],
  ])('refuses what PostgreSQL cannot store: %s', async (text, field) => {
    expect(Object.keys((await refusal(readBody(request(text)))).fields ?? {})).toEqual([field])
  })

  it('keeps escapes that are whole', async () => {
    expect((await readBody(request('{"a": "\\\\u0000 \\ud83d\\ude00"}'))).json).toEqual({ a: '\\u0000 😀' })
  })

  it('survives a body that is nested a hundred thousand deep', async () => {
    const text = `${'['.repeat(100_000)}"\\u0000"${']'.repeat(100_000)}`
    expect((await refusal(readBody(request(text)))).code).toBe('invalid_input')
  })
})
