import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '../schema/json.ts'
import { type ComparedOperation, differencesOf } from './differences.ts'

const operation = (path: string, definition: JsonObject = {}): ComparedOperation => ({
  key: `get-${path}`,
  method: 'GET',
  path,
  definition: { responses: { 200: { description: 'ok' } }, ...definition },
})
const version = (operations: ComparedOperation[], schemas: Record<string, Json> = {}) => ({
  operations,
  schemas,
})
const answers = (schema: JsonObject): JsonObject => ({
  responses: { 200: { description: 'ok', content: { 'application/json': { schema } } } },
})
const account = { $ref: '#/components/schemas/Account' }
const schemaWith = (...names: string[]): JsonObject => ({
  type: 'object',
  properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
})

describe('differencesOf', () => {
  it('names what came and what went', () => {
    const differences = differencesOf(
      version([operation('/a'), operation('/b')]),
      version([operation('/b'), operation('/c')]),
    )
    expect(differences.added).toEqual([{ key: 'get-/c', method: 'GET', path: '/c' }])
    expect(differences.removed).toEqual([{ key: 'get-/a', method: 'GET', path: '/a' }])
    expect(differences.changed).toEqual([])
  })

  it('takes a renamed path parameter and another order of members for the same', () => {
    const before = operation('/a/{id}', { summary: 'A', tags: ['x'] })
    const after = operation('/a/{accountId}', { tags: ['x'], summary: 'A' })
    expect(differencesOf(version([before]), version([after]))).toEqual({
      added: [],
      removed: [],
      changed: [],
    })
  })

  it('sees a schema that changed behind other schemas', () => {
    const middle = { type: 'object', properties: { account } }
    const before = version(
      [operation('/a', answers({ $ref: '#/components/schemas/Middle' })), operation('/b')],
      {
        Middle: middle,
        Account: schemaWith('id'),
      },
    )
    const after = version(before.operations, { Middle: middle, Account: schemaWith('id', 'name') })
    expect(differencesOf(before, after).changed).toEqual([
      { key: 'get-/a', method: 'GET', path: '/a', isBreaking: false, notes: ['Schemas changed: Account.'] },
    ])
  })

  it.each<[string, JsonObject, JsonObject]>([
    [
      'The required parameter query limit is new.',
      {},
      { parameters: [{ in: 'query', name: 'limit', required: true }] },
    ],
    [
      'The parameter header X became required.',
      { parameters: [{ in: 'header', name: 'X' }] },
      { parameters: [{ in: 'header', name: 'X', required: true }] },
    ],
    ['A request body became required.', {}, { requestBody: { required: true, content: {} } }],
    ['The answer 200 is gone.', {}, { responses: { 204: { description: 'none' } } }],
    [
      'The property name of the answer 200 is gone.',
      answers(schemaWith('id', 'name')),
      answers(schemaWith('id')),
    ],
  ])('calls it breaking: %s', (note, before, after) => {
    const { changed } = differencesOf(version([operation('/a', before)]), version([operation('/a', after)]))
    expect(changed).toMatchObject([{ isBreaking: true, notes: expect.arrayContaining([note]) }])
  })

  it('calls a new property that a request must have breaking', () => {
    const body = { requestBody: { content: { 'application/json': { schema: account } } } }
    const { changed } = differencesOf(
      version([operation('/a', body)], { Account: schemaWith('id') }),
      version([operation('/a', body)], { Account: { ...schemaWith('id'), required: ['id'] } }),
    )
    expect(changed).toMatchObject([
      { isBreaking: true, notes: ['The request property id became required.', 'Schemas changed: Account.'] },
    ])
  })
})
