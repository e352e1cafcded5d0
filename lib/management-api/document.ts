import { z } from 'zod'
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiOverride,
  type ZodOpenApiPathsObject,
} from 'zod-openapi'
import { readEnv } from '#lib/core/env.ts'
import { type ErrorCode, errorCatalogue } from '#lib/core/errors.ts'
import { BASE_PATH } from './base-path.ts'
import { errorCodesOf, type Operation } from './operation.ts'
import { operations } from './operations/index.ts'
import { ProblemSchema } from './schema.ts'
import { tags } from './tags.ts'

type Responses = ZodOpenApiOperationObject['responses']

const requestIdHeader = {
  'X-Request-Id': { description: 'Names the call in the log.', schema: { type: 'string' as const } },
}

function problemResponses(codes: ErrorCode[]): Responses {
  const byStatus = Map.groupBy(codes, (code) => errorCatalogue[code].status)
  const entries = [...byStatus].map(([status, codes]) => {
    const description = codes.map((code) => `\`${code}\`: ${errorCatalogue[code].title}.`).join(' ')
    const schema = {
      allOf: [{ $ref: '#/components/schemas/Problem' }, { properties: { code: { enum: codes } } }],
    }
    return [
      status,
      { description, headers: requestIdHeader, content: { 'application/problem+json': { schema } } },
    ]
  })
  return Object.fromEntries(entries)
}

function successResponse(operation: Operation): Responses {
  const { exampleAnswer } = operation
  const content = operation.response
    ? {
        'application/json': {
          schema: operation.response,
          ...(exampleAnswer !== undefined && { example: exampleAnswer }),
        },
      }
    : Object.fromEntries((operation.fileTypes ?? []).map((type) => [type, { schema: {} }]))
  const headers = {
    ...requestIdHeader,
    ...(operation.method === 'POST' && {
      'Idempotency-Replayed': {
        description: '`true` when this is the answer that an earlier call with the same Idempotency-Key got.',
        schema: { type: 'string' as const, enum: ['true'] },
      },
    }),
  }
  const description = { 200: 'Done.', 201: 'Created.', 204: 'Done; there is nothing to say.' }[
    operation.status
  ]
  return { [operation.status]: { description, headers, ...(operation.status !== 204 && { content }) } }
}

const pathParameters = (path: string) =>
  z.object(Object.fromEntries([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name!, z.string()])))

const idempotencyHeader = z.object({
  'Idempotency-Key': z.string().min(1).max(255).optional().meta({
    description: 'Repeat a call with the same key, and it happens once: the first answer comes again.',
  }),
})

function describeOperation(operation: Operation): ZodOpenApiOperationObject {
  const { id, tag, summary, description, body, example, query } = operation
  const content = body && { schema: body, ...(example !== undefined && { example }) }
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description && { description }),
    requestParams: {
      path: pathParameters(operation.path),
      ...(query && { query }),
      ...(operation.method === 'POST' && { header: idempotencyHeader }),
    },
    ...(content && {
      requestBody: { required: !operation.isBodyOptional, content: { 'application/json': content } },
    }),
    responses: { ...successResponse(operation), ...problemResponses(errorCodesOf(operation)) },
  }
}

function describePaths(): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {}
  for (const operation of operations) {
    const method = operation.method.toLowerCase() as Lowercase<Operation['method']>
    paths[operation.path] = { ...paths[operation.path], [method]: describeOperation(operation) }
  }
  return paths
}

const isSafeBound = (bound: unknown) => Math.abs(Number(bound)) === Number.MAX_SAFE_INTEGER

/** What the handler holds beyond the schemas: unknown members are refused. What says nothing is left out. */
const override: ZodOpenApiOverride = ({ jsonSchema, zodSchema, io }) => {
  const { def } = zodSchema._zod
  if (def.type === 'object' && io === 'input' && !def.catchall) jsonSchema.additionalProperties = false
  if (isSafeBound(jsonSchema.minimum)) delete jsonSchema.minimum
  if (isSafeBound(jsonSchema.maximum)) delete jsonSchema.maximum
}

/** The management API's own OpenAPI 3.1 document, made from the declarations that its handlers are made from. */
export function createManagementDocument(serverUrl: string) {
  return createDocument(
    {
      openapi: '3.1.1',
      info: {
        title: 'Gatehouse management API',
        version: '1',
        description:
          'Everything that the console does, for programs. Send an access token as `Authorization: Bearer gt_…`; make one ' +
          'in the console, under Settings → Access tokens. Errors are RFC 9457 problem documents with a stable `code`. Lists are read page ' +
          'by page: send `nextCursor` back as `cursor`. Repeat a POST safely with `Idempotency-Key`.',
      },
      servers: [{ url: serverUrl }],
      security: [{ accessToken: [] }],
      tags,
      paths: describePaths(),
      components: {
        securitySchemes: {
          accessToken: { type: 'http', scheme: 'bearer', description: 'A personal access token.' },
        },
        schemas: { Problem: ProblemSchema },
      },
    },
    { override },
  )
}

let served: ReturnType<typeof createManagementDocument> | undefined

/** The document as this installation serves it. Made once: nothing in it changes while the process lives. */
export function managementDocument(): ReturnType<typeof createManagementDocument> {
  served ??= createManagementDocument(readEnv().PUBLIC_URL + BASE_PATH)
  return served
}
