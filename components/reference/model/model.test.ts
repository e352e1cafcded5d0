import { describe, expect, it } from 'vitest'
import type { JsonObject } from '#lib/api/schema/json.ts'
import { codeSamples } from './code-samples.ts'
import { constraintsOf } from './constraints.ts'
import { exampleOf } from './example.ts'
import { operationView } from './operation-view.ts'
import { type Schemas, schemaView, typeOf } from './schema-view.ts'

const A = '#/components/schemas/Account'
const schemas: Schemas = {
  [A]: {
    type: 'object',
    description: 'Money at rest',
    required: ['id'],
    properties: {
      id: { type: 'string', readOnly: true, example: 'acc_1' },
      secret: { type: 'string', writeOnly: true },
      parent: { $ref: A },
      openedAt: { type: 'string', format: 'date' },
    },
  },
  '#/components/schemas/Big': {
    allOf: [{ $ref: A }, { required: ['limit'], properties: { limit: { type: 'integer' } } }],
  },
}

describe('schemaView', () => {
  it('names types', () => {
    expect(typeOf({ $ref: A }, schemas)).toBe('Account')
    expect(typeOf({ type: 'array', items: { $ref: A } }, schemas)).toBe('array of Account')
    expect(typeOf({ type: ['string', 'null'] }, schemas)).toBe('string or null')
    expect(typeOf({ type: 'integer', nullable: true }, schemas)).toBe('integer or null')
    expect(typeOf({}, schemas)).toBe('any')
    expect(typeOf(true, schemas)).toBe('any')
  })

  it('puts allOf together', () => {
    const view = schemaView({ $ref: '#/components/schemas/Big' }, schemas)
    expect(view.properties.map(({ name, isRequired }) => [name, isRequired])).toEqual([
      ['id', true],
      ['secret', false],
      ['parent', false],
      ['openedAt', false],
      ['limit', true],
    ])
  })

  it('says when a schema is not at hand, and lets what stands beside a reference win', () => {
    expect(schemaView({ $ref: '#/components/schemas/Absent' }, schemas)).toMatchObject({
      isAbsent: true,
      type: 'Absent',
    })
    expect(schemaView({ $ref: A, description: 'Mine' }, schemas)).toMatchObject({
      isAbsent: false,
      description: 'Mine',
    })
  })

  it('survives a schema that is only itself', () => {
    const own = '#/components/schemas/Own'
    expect(schemaView({ $ref: own }, { [own]: { allOf: [{ $ref: own }] } }).type).toBe('Own')
  })
})

describe('constraintsOf', () => {
  it('says limits of both generations in words', () => {
    expect(constraintsOf({ minimum: 1, maximum: 100 })).toEqual(['≥ 1, ≤ 100'])
    expect(constraintsOf({ minimum: 0, exclusiveMinimum: true })).toEqual(['> 0'])
    expect(constraintsOf({ exclusiveMinimum: 0, format: 'double' })).toEqual(['double', '> 0'])
    expect(constraintsOf({ minLength: 2, maxLength: 2, pattern: '^[A-Z]+$' })).toEqual([
      '2 characters',
      'matches ^[A-Z]+$',
    ])
    expect(constraintsOf({ minItems: 1, uniqueItems: true })).toEqual(['at least 1 item', 'no item twice'])
  })
})

describe('exampleOf', () => {
  it('leaves circles and the other direction out', () => {
    expect(exampleOf({ $ref: A }, schemas, 'response')).toEqual({ id: 'acc_1', openedAt: '2026-11-21' })
    expect(exampleOf({ $ref: A }, schemas, 'request')).toEqual({ secret: 'string', openedAt: '2026-11-21' })
  })

  it('takes the first alternative and what is given', () => {
    expect(exampleOf({ oneOf: [{ enum: ['a', 'b'] }, {}] }, {}, 'request')).toBe('a')
    expect(exampleOf({ type: 'array', items: { type: 'integer', minimum: 5 } }, {}, 'request')).toEqual([5])
    expect(exampleOf({}, {}, 'request')).toBeUndefined()
  })

  it('stays small with schemas that fan out', () => {
    const fan: Schemas = {}
    for (let level = 0; level < 12; level++) {
      const properties = Object.fromEntries(
        [...'abcdefgh'].map((name) => [name, { $ref: `#/s${level + 1}` }]),
      )
      fan[`#/s${level}`] = { type: 'object', properties }
    }
    expect(JSON.stringify(exampleOf({ $ref: '#/s0' }, fan, 'request')).length).toBeLessThan(10_000)
  })
})

const definition: JsonObject = {
  parameters: [
    { name: 'accountId', in: 'path', required: true, schema: { type: 'string' }, example: 'acc/1' },
    { name: 'limit', in: 'query', required: true, schema: { type: 'integer', default: 25 } },
    { name: 'X-Trace', in: 'header', schema: { type: 'string' } },
  ],
  requestBody: { required: true, content: { 'application/json': { schema: { $ref: A } } } },
  responses: { default: { description: 'Else' }, 404: { description: 'None' }, 200: { description: 'ok' } },
  security: [{ key: [] }],
}

describe('operationView', () => {
  it('orders answers and gives every part', () => {
    const view = operationView(definition, schemas)
    expect(view.responses.map(({ status }) => status)).toEqual(['200', '404', 'default'])
    expect(view.parameters.map(({ example }) => example)).toEqual(['acc/1', 25, 'string'])
    expect(view.request?.bodies[0]?.examples[0]).toMatchObject({ isGenerated: true, isJson: true })
    expect(operationView({}, {})).toMatchObject({
      parameters: [],
      request: null,
      responses: [],
      security: [],
    })
  })
})

describe('codeSamples', () => {
  const input = {
    method: 'POST',
    path: '/accounts/{accountId}',
    gatewayUrl: 'http://localhost:8000/a',
    operation: operationView(definition, schemas),
  }

  it('fills in what is known and reads the key from the environment', () => {
    const [curl, javascript, python] = codeSamples({
      ...input,
      keyPlace: { in: 'header', name: 'X-API-Key' },
    })
    expect(curl!.code).toBe(
      [
        'curl -X POST "http://localhost:8000/a/accounts/acc%2F1?limit=25" \\',
        '  -H "X-API-Key: $GATEHOUSE_KEY" \\',
        "  -H 'Content-Type: application/json' \\",
        `  -d '{\n  "secret": "string",\n  "openedAt": "2026-11-21"\n}'`,
      ].join('\n'),
    )
    expect(javascript!.code).toContain("'X-API-Key': process.env.GATEHOUSE_KEY,")
    expect(python!.code).toContain('"X-API-Key": os.environ["GATEHOUSE_KEY"],')
  })

  it('knows the other places of a key', () => {
    const [bearer] = codeSamples({ ...input, keyPlace: { in: 'bearer' } })
    const [query] = codeSamples({ ...input, keyPlace: { in: 'query', name: 'key' } })
    expect(bearer!.code).toContain('"Authorization: Bearer $GATEHOUSE_KEY"')
    expect(query!.code).toContain('?limit=25&key=$GATEHOUSE_KEY"')
  })

  it('makes scripts that can be parsed', () => {
    for (const keyPlace of [{ in: 'bearer' }, { in: 'query', name: 'key' }] as const) {
      const [, javascript] = codeSamples({ ...input, keyPlace })
      expect(() => new Function(`return async () => {${javascript!.code}}`)).not.toThrow()
    }
  })
})
