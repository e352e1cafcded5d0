import { createApi } from '#lib/api/create-api.ts'
import type { CreateApi } from '#lib/api/schema.ts'
import type { MadeOrganization } from './organization.ts'
import { uniqueName } from './unique.ts'

/** A small OpenAPI document with two operations. */
export const smallDocument = (title: string) => ({
  openapi: '3.1.0',
  info: { title, version: '1.0.0' },
  paths: {
    '/things': {
      get: { operationId: 'listThings', responses: { 200: { description: 'The things' } } },
    },
    '/things/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      get: { operationId: 'getThing', responses: { 200: { description: 'One thing' } } },
    },
  },
})

/** An API of the organization, imported from a small document unless `input` brings another. */
export async function makeApi(organization: MadeOrganization, input: Partial<CreateApi> = {}) {
  const name = uniqueName('API')
  return createApi(organization.owner, {
    name,
    document: smallDocument(name),
    upstreamUrl: 'http://127.0.0.1:4010',
    organizationId: organization.id,
    ...input,
  })
}
