import { z } from 'zod'
import { createApi } from '#lib/api/create-api.ts'
import { deleteApi } from '#lib/api/delete-api.ts'
import { getApi, listApis } from '#lib/api/queries.ts'
import { reimportApi } from '#lib/api/reimport-api.ts'
import { CreateApi, DocumentProblem, ReimportApi, UpdateApi, VersionDifferences } from '#lib/api/schema.ts'
import { updateApi } from '#lib/api/update-api.ts'
import { Api } from '../api-resource.ts'
import { documentInput, documentText } from '../document-text.ts'
import { operation } from '../operation.ts'
import { Id, IdAndMaybeRevision } from '../resources.ts'
import { PageQuery, pageOf, Revision } from '../schema.ts'

const tag = 'APIs'
const path = '/apis/{apiId}'
/** A document of 20 MB may grow when it is written as JSON text. */
const IMPORT_SIZE_BYTES_MAX = 25 * 1024 * 1024
const importErrors = [
  'forbidden',
  'not_found',
  'invalid_document',
  'document_too_large',
  'address_refused',
  'address_unreachable',
] as const
const document = {
  openapi: '3.1.0',
  info: { title: 'Accounts', version: '1.0.0' },
  paths: { '/accounts': { get: { responses: { 200: { description: 'All accounts.' } } } } },
}

export const apiOperations = [
  operation({
    id: 'createApi',
    method: 'POST',
    path: '/apis',
    tag,
    summary: 'Import an API',
    description:
      'Problems of a refused document stand in `problems`, each with its JSON pointer, line and column where known. ' +
      'Without `name` it is called by the document’s title; without `upstreamUrl` requests go to its first absolute server.',
    status: 201,
    body: CreateApi.omit({ fileName: true }).extend(documentInput),
    bodySizeBytesMax: IMPORT_SIZE_BYTES_MAX,
    example: { name: 'Accounts', upstreamUrl: 'https://accounts.example.com', document },
    response: z
      .object({ id: z.string(), slug: z.string(), gatewayUrl: z.string(), operationCount: z.int() })
      .meta({ id: 'CreatedApi' }),
    errors: [...importErrors, 'conflict'],
    exampleAnswer: {
      id: 'api_0mxkq2h8d0001',
      slug: 'accounts',
      gatewayUrl: 'https://gateway.example.com/accounts',
      operationCount: 1,
    },
    run: ({ actor, body }) => createApi(actor, documentText(body)),
  }),
  operation({
    id: 'listApis',
    method: 'GET',
    path: '/apis',
    tag,
    summary: 'List your APIs',
    query: PageQuery.extend({
      organizationId: z.string().max(64).optional(),
      search: z.string().max(100).optional(),
    }),
    response: pageOf(Api),
    errors: ['not_found'],
    run: ({ actor, query }) => listApis(actor, query),
  }),
  operation({
    id: 'getApi',
    method: 'GET',
    path,
    tag,
    summary: 'Get an API',
    response: Api,
    run: ({ actor, params }) => getApi(actor, params.apiId),
  }),
  operation({
    id: 'updateApi',
    method: 'PATCH',
    path,
    tag,
    summary: 'Change an API',
    description: 'Name, upstream, timeouts, limits, hosts and places of the key. What is left out stays.',
    body: UpdateApi.omit({ id: true }),
    example: { upstreamUrl: 'https://accounts.example.com/v2', responseTimeoutMs: 10_000 },
    response: IdAndMaybeRevision,
    errors: ['forbidden', 'conflict'],
    run: ({ actor, params, body }) => updateApi(actor, { ...body, id: params.apiId }),
  }),
  operation({
    id: 'reimportApi',
    method: 'POST',
    path: `${path}/reimport`,
    tag,
    summary: 'Import a new version of an API',
    description: 'It becomes the current one. The same document again changes nothing.',
    body: ReimportApi.omit({ id: true, fileName: true }).extend(documentInput),
    bodySizeBytesMax: IMPORT_SIZE_BYTES_MAX,
    example: { document: { ...document, info: { title: 'Accounts', version: '1.1.0' } } },
    response: z
      .object({
        id: z.string(),
        versionId: z.string(),
        number: z.int(),
        isNew: z.boolean(),
        operationCount: z.int(),
        differences: VersionDifferences.nullable(),
        problems: z.array(DocumentProblem).meta({ description: 'Warnings.' }),
        revision: Revision.nullable(),
      })
      .meta({ id: 'ReimportedApi' }),
    errors: [...importErrors],
    run: ({ actor, params, body }) => reimportApi(actor, { ...documentText(body), id: params.apiId }),
  }),
  operation({
    id: 'deleteApi',
    method: 'DELETE',
    path,
    tag,
    summary: 'Delete an API that no product holds',
    response: Id,
    errors: ['forbidden', 'invalid_state'],
    run: ({ actor, params }) => deleteApi(actor, params.apiId),
  }),
]
