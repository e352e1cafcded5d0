import type { JsonObject } from '../schema/json.ts'

/** How large a document `largeDocument` makes; 1,150 operations come to a little more than 5 MB of JSON. */
export type LargeDocumentSize = { operationCount: number; tagCount: number; schemasPerOperation: number }

const DEFAULT_SIZE: LargeDocumentSize = { operationCount: 1_150, tagCount: 40, schemasPerOperation: 2 }
const METHODS = ['get', 'post', 'put', 'delete', 'patch'] as const
const WORDS = [
  'account',
  'payment',
  'mandate',
  'statement',
  'limit',
  'card',
  'transfer',
  'beneficiary',
  'order',
]

const wordAt = (index: number): string => WORDS[index % WORDS.length]!
const prose = (index: number): string =>
  `Number ${index}. The ${wordAt(index)} is booked when the ${wordAt(index + 1)} is settled; until then it is reserved ` +
  `and can be cancelled by the party that made it. See **${wordAt(index + 2)}** for the times of settlement.`

function schemaAt(index: number, schemaCount: number): JsonObject {
  const properties: JsonObject = {
    id: { type: 'string', format: 'uuid', description: prose(index) },
    kind: { type: 'string', enum: ['booked', 'reserved', 'cancelled', wordAt(index)] },
    amount: { type: 'integer', format: 'int64', minimum: 0, example: index },
    parent: { $ref: `#/components/schemas/${schemaName(index)}` },
    next: { $ref: `#/components/schemas/${schemaName((index + 1) % schemaCount)}` },
    entries: {
      type: 'array',
      items: { $ref: `#/components/schemas/${schemaName((index * 7 + 3) % schemaCount)}` },
    },
  }
  for (let field = 0; field < 4; field++) {
    properties[`${wordAt(index + field)}${field}`] = {
      type: 'string',
      maxLength: 140,
      description: prose(index + field),
    }
  }
  return { type: 'object', description: prose(index), required: ['id', 'kind'], properties }
}

const schemaName = (index: number): string => `${wordAt(index)}${index}`

const answer = (index: number, schemaCount: number): JsonObject => ({
  description: prose(index),
  content: {
    'application/json': { schema: { $ref: `#/components/schemas/${schemaName(index % schemaCount)}` } },
  },
})

function operationAt(index: number, size: LargeDocumentSize, method: string): JsonObject {
  const schemaCount = size.operationCount * size.schemasPerOperation
  const hasBody = method !== 'get' && method !== 'delete'
  return {
    operationId: `${method}-${wordAt(index)}-${index}`,
    summary: `${method === 'get' ? 'Read' : 'Change'} ${wordAt(index)} ${index}`,
    description: prose(index),
    tags: [`Group ${index % size.tagCount}`],
    parameters: [
      { name: 'id', in: 'path', required: true, schema: { type: 'string' }, description: prose(index) },
      {
        name: 'limit',
        in: 'query',
        schema: { type: 'integer', minimum: 1, maximum: 100 },
        description: prose(index),
      },
    ],
    ...(hasBody && { requestBody: { required: true, content: answer(index + 1, schemaCount).content! } }),
    responses: {
      200: answer(index, schemaCount),
      400: answer(index + 2, schemaCount),
      404: { description: 'Not found' },
    },
  }
}

/**
 * A valid OpenAPI 3.0 document of any size, always the same for the same input: circular schemas, long descriptions, many
 * tags. For tests and the bench; with the default size its JSON has more than 5 MB.
 */
export function largeDocument(input: Partial<LargeDocumentSize> = {}): JsonObject {
  const size = { ...DEFAULT_SIZE, ...input }
  const schemaCount = size.operationCount * size.schemasPerOperation
  const schemas: JsonObject = {}
  for (let index = 0; index < schemaCount; index++) schemas[schemaName(index)] = schemaAt(index, schemaCount)
  const paths: JsonObject = {}
  for (let index = 0; index < size.operationCount; index++) {
    const method = METHODS[index % METHODS.length]!
    const path = `/${wordAt(index)}s-${Math.floor(index / METHODS.length)}/{id}`
    paths[path] = { ...(paths[path] as JsonObject | undefined), [method]: operationAt(index, size, method) }
  }
  return {
    openapi: '3.0.3',
    info: { title: 'Large banking API', version: '1.0.0', description: 'Every product of a large bank.' },
    servers: [{ url: 'https://api.example.com/v1' }],
    tags: Array.from({ length: size.tagCount }, (_, tag) => ({
      name: `Group ${tag}`,
      description: prose(tag),
    })),
    security: [{ key: [] }],
    paths,
    components: { schemas, securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-API-Key' } } },
  }
}
