import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type ReadResult, readDocument } from './read-document.ts'

const file = (name: string) => readFileSync(new URL(`../testing/documents/${name}`, import.meta.url))
const read = (text: string | object, base: string | null = null): Promise<ReadResult> =>
  readDocument(new TextEncoder().encode(typeof text === 'string' ? text : JSON.stringify(text)), base)
const minimal = (more: object = {}) => ({
  openapi: '3.0.3',
  info: { title: 'T', version: '1' },
  paths: { '/a': { get: { responses: { 200: { description: 'ok' } } } } },
  ...more,
})
const withSchema = (schema: unknown, schemas: object = {}) =>
  minimal({ components: { schemas: { Subject: schema, ...schemas } } })

describe('versions', () => {
  it('converts 2.0', async () => {
    const { document, problems } = await readDocument(file('accounts-2.0.yaml'), null)
    expect(problems).toEqual([])
    expect(document).toMatchObject({
      syntax: 'yaml',
      specification: '2.0',
      title: 'Accounts',
      documentVersion: '1.4',
    })
    expect(document!.servers).toEqual([{ url: 'https://api.example.com/v1', description: '' }])
    expect(document!.securitySchemes).toEqual({ key: { type: 'apiKey', in: 'header', name: 'X-API-Key' } })
    expect(document!.operations.map(({ key, method, path }) => [key, method, path])).toEqual([
      ['getAccount', 'GET', '/accounts/{accountId}'],
      ['post-accounts', 'POST', '/accounts'],
    ])
    const [get, post] = document!.operations.map(({ definition }) => definition)
    expect(get).toMatchObject({
      parameters: [
        { name: 'accountId', in: 'path', schema: { type: 'string' } },
        { name: 'fields', in: 'query', schema: { type: 'array' } },
      ],
      responses: {
        200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Account' } } } },
        404: { description: 'There is no such account' },
      },
      security: [{ key: [] }],
    })
    expect(post).toMatchObject({ requestBody: { required: true } })
    expect([...document!.schemas.all([]).keys()]).toEqual(['Account'])
  })

  it('reads 3.0', async () => {
    const { document, problems } = await readDocument(file('payments-3.0.json'), null)
    expect(problems).toEqual([])
    expect(document!.servers.map(({ url }) => url)).toEqual(['https://eu.example.com/pay', '/relative'])
    expect(document!.tags.map(({ name }) => name)).toEqual(['Payments', 'Orders'])
    const [get, cancel] = document!.operations
    expect(get).toMatchObject({ key: 'payments-get', isDeprecated: true, tags: ['Payments'] })
    expect(cancel).toMatchObject({ key: 'delete-payments-paymentId', definition: { security: [] } })
    expect(get!.definition).toMatchObject({
      parameters: [{ name: 'paymentId' }],
      responses: {
        200: {
          headers: { ETag: { schema: { type: 'string' } } },
          content: {
            'application/json': { examples: { small: { value: { id: 'p1', $ref: '#/this/is/data' } } } },
          },
        },
      },
    })
    const references = document!.schemas.referencesOf(get!.definition, false)
    const closure = JSON.parse(document!.schemas.closureText(references, 100_000))
    expect(
      Object.keys(closure)
        .map((reference) => reference.replace('#/components/schemas/', ''))
        .sort(),
    ).toEqual(['Company', 'Party', 'Payment', 'Person', 'Problem', 'Problem/properties/title'])
    expect([...document!.schemas.all(references).keys()]).toContain('Unused')
  })

  it('reads 3.1 with anchors and webhooks', async () => {
    const { document, problems } = await readDocument(file('market-3.1.yaml'), null)
    expect(problems).toEqual([])
    expect(document!.operations).toHaveLength(1)
    expect(document!.operations[0]!.definition).toMatchObject({
      parameters: [{ schema: { $ref: '#/components/schemas/Symbol' } }],
    })
  })

  it('reads 3.2 with its new methods', async () => {
    const { document, problems } = await readDocument(file('orders-3.2.yaml'), null)
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(document!.operations.map(({ key, method }) => [key, method])).toEqual([
      ['queryOrders', 'QUERY'],
      ['copyOrders', 'COPY'],
    ])
  })

  it('takes a version written as a number', async () => {
    const { document, problems } = await read('swagger: 2.0\ninfo:\n  title: T\n  version: 1\npaths: {}\n')
    expect(document).toMatchObject({ specification: '2.0', documentVersion: '1.0' })
    expect(problems.map(({ severity, pointer, line }) => [severity, pointer, line])).toEqual([
      ['warning', '/swagger', 1],
      ['warning', '/info/version', 4],
      ['warning', '/paths', 5],
    ])
  })

  it('completes relative servers by the address it came from', async () => {
    const { document } = await read(
      minimal({ servers: [{ url: '/v2' }] }),
      'https://docs.example.com:8443/o.json',
    )
    expect(document!.servers[0]!.url).toBe('https://docs.example.com:8443/v2')
  })
})

describe('references', () => {
  it('takes circles', async () => {
    const node = { type: 'object', properties: { next: { $ref: '#/components/schemas/Subject' } } }
    const { document, problems } = await read(withSchema(node))
    expect(problems).toEqual([])
    expect(document).not.toBeNull()
  })

  it('refuses a reference that never arrives', async () => {
    const other = { $ref: '#/components/schemas/Subject' }
    const { document, problems } = await read(
      withSchema({ $ref: '#/components/schemas/Other' }, { Other: other }),
    )
    expect(document).toBeNull()
    expect(problems[0]).toMatchObject({ severity: 'error', pointer: '/components/schemas/Subject' })
  })

  it('names every reference that leads nowhere, with line and column', async () => {
    const text = JSON.stringify(withSchema({ allOf: [{ $ref: '#/a' }, { $ref: '#/b/c' }] }), null, 2)
    const { document, problems } = await read(text)
    expect(document).toBeNull()
    expect(problems.map(({ pointer }) => pointer)).toEqual([
      '/components/schemas/Subject/allOf/0',
      '/components/schemas/Subject/allOf/1',
    ])
    const lines = text.split('\n')
    const { line, column } = problems[1]!
    expect(lines[line! - 1]!.slice(column! - 1)).toBe('{')
    expect(lines[line!]).toContain('#/b/c')
  })

  it.each([
    ['file:///etc/passwd', 'names a file of this server'],
    ['../common.yaml#/Money', 'did not come from an address'],
    ['/etc/passwd', 'did not come from an address'],
    ['ftp://example.com/a.json', 'is not http(s)'],
    ['http://127.0.0.1:9/a.json', 'private or reserved network'],
    ['http://[::ffff:169.254.169.254]/latest', 'private or reserved network'],
    ['http://localhost/a.json', 'private or reserved network'],
  ])('refuses %s and says where', async ($ref, message) => {
    const { document, problems } = await read(withSchema({ properties: { amount: { $ref } } }))
    expect(document).toBeNull()
    expect(problems[0]).toMatchObject({
      severity: 'error',
      pointer: '/components/schemas/Subject/properties/amount',
      line: 1,
      message: expect.stringContaining(message),
    })
  })
})

describe('what cannot be read', () => {
  it.each([
    ['nothing', '', 'is empty'],
    ['blanks', ' \n\t ', 'is empty'],
    ['a page', '<!doctype html><html></html>', 'HTML or XML'],
    ['a text', 'hello', 'not an OpenAPI document'],
    ['a list', '[]', 'not an OpenAPI document'],
    ['another object', '{"a": 1}', 'not an OpenAPI document'],
    ['a Postman collection', '{"info": {}, "item": []}', 'Postman'],
    ['Swagger 1.2', '{"swaggerVersion": "1.2"}', 'Swagger 1.x'],
    ['OpenAPI 4', '{"openapi": "4.0.0", "info": {}, "paths": {}}', 'cannot be read'],
    ['truncated JSON', '{"openapi": "3.0.3", "info": {"title": "T",', 'not valid JSON'],
    ['broken YAML', 'openapi: 3.0.3\ninfo: [a\npaths: {}\n', 'not valid YAML'],
  ])('refuses %s', async (_, text, message) => {
    const { document, problems } = await read(text)
    expect(document).toBeNull()
    expect(problems[0]).toMatchObject({ severity: 'error', message: expect.stringContaining(message) })
  })

  it('says where JSON breaks', async () => {
    const { problems } = await read('{\n  "openapi": "3.0.3",\n  "info": }\n}')
    expect(problems[0]).toMatchObject({ line: 3, column: 11 })
  })

  it('refuses other encodings', async () => {
    const { problems } = await readDocument(new Uint8Array([0xff, 0xfe, 0x7b, 0x00]), null)
    expect(problems[0]!.message).toContain('UTF-8')
  })

  it('refuses a YAML bomb in bounded time', async () => {
    const levels = Array.from(
      { length: 30 },
      (_, level) => `l${level + 1}: &l${level + 1} [${Array(9).fill(`*l${level}`)}]`,
    )
    // Of the processor, which a busy machine does not lengthen.
    const before = process.cpuUsage()
    const { document, problems } = await read(`openapi: 3.0.3\nl0: &l0 [a, a]\n${levels.join('\n')}\n`)
    expect(document).toBeNull()
    expect(problems[0]!.message).toContain('aliases')
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1_000).toBeLessThan(5_000)
  })

  it.each([
    ['JSON', (depth: number) => `{"openapi":"3.0.3","x":${'['.repeat(depth)}${']'.repeat(depth)}}`],
    ['YAML', (depth: number) => `openapi: 3.0.3\nx: ${'['.repeat(depth)}${']'.repeat(depth)}`],
  ])('refuses deep nesting in %s', async (_, text) => {
    for (const depth of [300, 20_000]) {
      const { document, problems } = await read(text(depth))
      expect(document).toBeNull()
      expect(problems[0]!.message).toContain('nested')
    }
  })

  it('lists what breaks the specification, with places', async () => {
    const text =
      'openapi: 3.0.3\ninfo:\n  title: T\npaths:\n  /a:\n    get:\n      parameters: none\n      colour: red\n'
    const { document, problems } = await read(text)
    expect(document).toBeNull()
    expect(problems).toMatchObject([
      { severity: 'error', pointer: '/info', message: '"version" is missing.', line: 2, column: 1 },
      {
        severity: 'error',
        pointer: '/paths/~1a/get',
        message: '"responses" is missing.',
        line: 6,
        column: 5,
      },
      {
        severity: 'error',
        pointer: '/paths/~1a/get/parameters',
        message: 'It must be array.',
        line: 7,
        column: 7,
      },
      { severity: 'warning', pointer: '/paths/~1a/get', message: '"colour" is not known here.' },
    ])
  })
})

describe('what is kept as a warning', () => {
  it('names path parameters that do not fit and operationIds used twice', async () => {
    const get = { operationId: 'same', responses: { 200: { description: 'ok' } } }
    const { document, problems } = await read(minimal({ paths: { '/a/{id}': { get }, '/b': { get } } }))
    expect(document!.operations.map(({ key }) => key)).toEqual(['same', 'get-b'])
    expect(problems.map(({ severity, pointer }) => [severity, pointer])).toEqual([
      ['warning', '/paths/~1a~1{id}/get'],
      ['warning', '/paths/~1b/get'],
    ])
  })

  it('makes every text fit for the database', async () => {
    const { document } = await read(minimal({ info: { title: 'a\u0000b\ud800', version: '1' } }))
    expect(document!.title).toBe('a\ufffdb\ufffd')
  })
})
