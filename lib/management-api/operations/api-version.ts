import { z } from 'zod'
import { getApiVersion, getOriginal, listApiVersions } from '#lib/api/queries.ts'
import { getOperation, listOperations } from '#lib/api/reference-queries.ts'
import { SetCurrentVersion } from '#lib/api/schema.ts'
import { setCurrentVersion } from '#lib/api/set-current-version.ts'
import { ApiVersion, ApiVersionListItem } from '../api-resource.ts'
import { operation } from '../operation.ts'
import { PageQuery, pageOf, Revision } from '../schema.ts'

const tag = 'APIs'
const path = '/api-versions/{versionId}'
const OFFSET = /^\d{1,9}$/

const OperationListItem = z
  .object({
    key: z.string().meta({ description: 'Stable over versions; usage is counted by it.' }),
    method: z.string(),
    path: z.string(),
    summary: z.string(),
    tags: z.array(z.string()),
    isDeprecated: z.boolean(),
  })
  .meta({ id: 'OperationListItem' })

const Free = z.record(z.string(), z.unknown())
const OperationDetail = OperationListItem.extend({
  definition: Free.meta({ description: 'OpenAPI 3 Operation Object, path-level parameters merged in.' }),
  schemas: z.record(z.string(), Free).meta({ description: 'What its references lead to.' }),
}).meta({ id: 'Operation' })

export const apiVersionOperations = [
  operation({
    id: 'listApiVersions',
    method: 'GET',
    path: '/apis/{apiId}/versions',
    tag,
    summary: 'List an API’s versions with what each changed',
    query: PageQuery,
    response: pageOf(ApiVersionListItem),
    run: ({ actor, params, query }) => listApiVersions(actor, params.apiId, query),
  }),
  operation({
    id: 'setCurrentApiVersion',
    method: 'PUT',
    path: '/apis/{apiId}/current-version',
    tag,
    summary: 'Choose the version that is served and shown',
    body: SetCurrentVersion.omit({ id: true }),
    example: { versionId: 'ver_0mxkq2h8d0001' },
    response: z.object({
      id: z.string(),
      versionId: z.string(),
      number: z.int(),
      revision: Revision.nullable(),
    }),
    errors: ['forbidden'],
    run: ({ actor, params, body }) => setCurrentVersion(actor, { ...body, id: params.apiId }),
  }),
  operation({
    id: 'getApiVersion',
    method: 'GET',
    path,
    tag,
    summary: 'Get a version',
    response: ApiVersion,
    run: ({ actor, params }) => getApiVersion(actor, params.versionId),
  }),
  operation({
    id: 'getApiDocument',
    method: 'GET',
    path: `${path}/document`,
    tag,
    summary: 'Download the document as it was given, byte for byte',
    fileTypes: ['application/json', 'application/yaml'],
    run: async ({ actor, params }) => {
      const { bytes, syntax, fileName } = await getOriginal(actor, params.versionId)
      return { bytes, contentType: syntax === 'json' ? 'application/json' : 'application/yaml', fileName }
    },
  }),
  operation({
    id: 'listOperations',
    method: 'GET',
    path: `${path}/operations`,
    tag,
    summary: 'List a version’s operations, in the document’s order',
    query: PageQuery.extend({
      cursor: z.string().regex(OFFSET, 'Send nextCursor of the page before').optional(),
      tag: z.string().max(200).optional(),
      search: z.string().max(100).optional(),
    }),
    response: pageOf(OperationListItem),
    run: async ({ actor, params, query: { cursor, limit, ...filters } }) => {
      const { id } = await getApiVersion(actor, params.versionId)
      const offset = Number(cursor ?? 0)
      const rows = await listOperations(id, { ...filters, offset, limit: limit + 1 })
      const nextCursor = rows.length > limit ? String(offset + limit) : null
      return { data: rows.slice(0, limit), nextCursor }
    },
  }),
  operation({
    id: 'getOperation',
    method: 'GET',
    path: `${path}/operations/{operationKey}`,
    tag,
    summary: 'Get an operation with its schemas',
    response: OperationDetail,
    run: async ({ actor, params }) => {
      const { id } = await getApiVersion(actor, params.versionId)
      return getOperation(id, params.operationKey)
    },
  }),
]
