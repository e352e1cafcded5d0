import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '#lib/core/errors.ts'
import type { JsonObject } from '../schema/json.ts'
import { largeDocument } from '../testing/large-document.ts'
import { readInWorker } from './read-in-worker.ts'

const encode = (value: object | string) =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))
const read = (value: object | string, base: string | null = null) =>
  readInWorker({ bytes: encode(value), base, previous: null })
const refusalOf = (work: Promise<unknown>): Promise<AppError> =>
  work.then(
    () => expect.fail('it was read'),
    (error: unknown) => (error instanceof AppError ? error : expect.fail(String(error))),
  )
const rowsOf = (batches: string[]): JsonObject[] =>
  batches.flatMap((batch) => JSON.parse(batch) as JsonObject[])

describe('readInWorker', () => {
  it('reads a document of more than 5 MB', async () => {
    const bytes = encode(largeDocument())
    expect(bytes.byteLength).toBeGreaterThan(5_000_000)
    const start = performance.now()
    const { rows, problems } = await readInWorker({ bytes, base: null, previous: null })
    expect(performance.now() - start).toBeLessThan(20_000)
    expect(problems).toEqual([])
    expect(rowsOf(rows.operationBatches)).toHaveLength(1_150)
    expect(rowsOf(rows.schemaBatches)).toHaveLength(2_300)
    // Every schema leads to every other: what stands with the operations is cut, or it would be 1,150 times all of them.
    expect(rows.operationBatches.join('').length).toBeLessThan(20_000_000)
  })

  it('refuses more than 20 MB before it reads anything', async () => {
    const refusal = await refusalOf(read(`{"openapi": "3.0.3", "x": "${'x'.repeat(20 * 1024 * 1024)}"}`))
    expect(refusal.code).toBe('document_too_large')
  })

  it('refuses almost 20 MB of brackets, and this process goes on', async () => {
    const refusal = await refusalOf(read(`{"openapi":"3.0.3","x":[${'[],'.repeat(6_600_000)}[]]}`))
    expect(refusal.code).toBe('invalid_document')
  })

  it('names all problems', async () => {
    const refusal = await refusalOf(read({ openapi: '3.0.3', paths: { '/a': { get: {} } } }))
    expect(refusal.code).toBe('invalid_document')
    expect(refusal.extra!.problems).toMatchObject([
      { message: '"info" is missing.' },
      { pointer: '/paths/~1a/get' },
    ])
  })
})

describe('other documents', () => {
  let server: Server
  let origin = ''
  const files: Record<string, string> = {
    '/common.yaml': [
      'parameters:',
      '  Limit: { name: limit, in: query, schema: { $ref: "deep/types.json#/Count" } }',
      'Money: { type: object, properties: { change: { $ref: "#/Money" }, count: { $ref: "deep/types.json#/Count" } } }',
    ].join('\n'),
    '/deep/types.json':
      '{"Count": {"type": "integer"}, "Back": {"$ref": "../openapi.json#/components/schemas/Own"}}',
    '/bomb.yaml': `l0: &l0 [a]\n${Array.from({ length: 30 }, (_, n) => `l${n + 1}: &l${n + 1} [${Array(9).fill(`*l${n}`)}]`).join('\n')}`,
  }

  beforeAll(async () => {
    process.env.ALLOW_PRIVATE_ADDRESSES = '1'
    server = createServer((request, response) => {
      const file = files[request.url!]
      response.writeHead(file ? 200 : 404).end(file)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })

  afterAll(() => {
    delete process.env.ALLOW_PRIVATE_ADDRESSES
    server.close()
  })

  const referring = (schema: string, parameter = 'common.yaml#/parameters/Limit') => ({
    openapi: '3.0.3',
    info: { title: 'T', version: '1' },
    paths: {
      '/a': {
        get: {
          parameters: [{ $ref: parameter }],
          responses: {
            200: { description: 'ok', content: { 'application/json': { schema: { $ref: schema } } } },
          },
        },
      },
    },
    components: { schemas: { Own: { type: 'string' } } },
  })

  it('are brought in, circles and all, schemas under names of their own', async () => {
    const { rows, problems } = await read(referring('common.yaml#/Money'), `${origin}/openapi.json`)
    expect(problems).toEqual([])
    const [operation] = rowsOf(rows.operationBatches)
    expect(operation).toMatchObject({
      definition: {
        parameters: [{ name: 'limit', schema: { $ref: '#/components/schemas/Count' } }],
        responses: {
          200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Money' } } } },
        },
      },
      schemas: {
        '#/components/schemas/Money': { properties: { change: { $ref: '#/components/schemas/Money' } } },
      },
    })
    expect(
      rowsOf(rows.schemaBatches)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['Count', 'Money', 'Own'])
  })

  it.each([
    ['missing.yaml#/X', '404'],
    ['common.yaml#/Nothing', 'nothing at'],
    ['bomb.yaml#/l30', 'aliases'],
    ['http://name.invalid/x.json', 'cannot be found'],
  ])('are refused with the place that leads to %s', async (reference, message) => {
    const refusal = await refusalOf(read(referring(reference), `${origin}/openapi.json`))
    expect(refusal.extra!.problems).toMatchObject([
      {
        pointer: '/paths/~1a/get/responses/200/content/application~1json/schema',
        message: expect.stringContaining(message),
      },
    ])
  })
})
