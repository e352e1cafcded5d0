import { z } from 'zod'
import { getApplication } from '#lib/application/queries.ts'
import { createCredential } from '#lib/credential/create-credential.ts'
import { getCredential, ListCredentials, listCredentials } from '#lib/credential/queries.ts'
import { revokeCredential } from '#lib/credential/revoke-credential.ts'
import { CreateCredential, CredentialStatus, RevokeCredential } from '#lib/credential/schema.ts'
import { operation } from '../operation.ts'
import { Named } from '../resources.ts'
import { Moment, pageOf, Revision } from '../schema.ts'

const tag = 'Credentials'

const Credential = z
  .object({
    id: z.string(),
    name: z.string(),
    hint: z.string().meta({ description: 'Last four characters of the key.' }),
    status: CredentialStatus,
    createdAt: Moment,
    expiresAt: Moment.nullable(),
    revokedAt: Moment.nullable(),
    lastUsedAt: Moment.nullable().meta({ description: 'When a gateway last saw it, refused or not.' }),
    requestsToday: z.int().meta({ description: 'Since UTC midnight; counted up to 10,000.' }),
    application: Named.extend({ organizationId: z.string() }),
    revokedRevision: z
      .int()
      .nullable()
      .meta({ description: 'The revision that revoked it, or that let it expire as a test of a sandbox.' }),
  })
  .meta({ id: 'Credential' })

export const credentialOperations = [
  operation({
    id: 'createCredential',
    method: 'POST',
    path: '/applications/{applicationId}/credentials',
    tag,
    summary: 'Create an API key',
    description:
      'The secret stands in this answer only: it is stored as a digest. Repeated with the same Idempotency-Key and token, ' +
      'the call gives it once more.',
    status: 201,
    body: CreateCredential.omit({ applicationId: true }),
    example: { name: 'Production', expiresAt: '2027-12-31T00:00:00Z' },
    response: z
      .object({ id: z.string(), secret: z.string().meta({ examples: ['gk_…'] }), revision: Revision })
      .meta({ id: 'CreatedCredential' }),
    errors: ['forbidden', 'invalid_state'],
    exampleAnswer: {
      id: 'cred_0mxkq2h8d0001',
      secret: 'gk_…',
      revision: 43,
    },
    run: ({ actor, params, body }) => createCredential(actor, { ...body, ...params }),
  }),
  operation({
    id: 'listApplicationCredentials',
    method: 'GET',
    path: '/applications/{applicationId}/credentials',
    tag,
    summary: 'List an application’s API keys',
    query: ListCredentials.omit({ applicationId: true }),
    response: pageOf(Credential),
    run: async ({ actor, params, query }) => {
      const { id } = await getApplication(actor, params.applicationId)
      return listCredentials(actor, { ...query, applicationId: id })
    },
  }),
  operation({
    id: 'listCredentials',
    method: 'GET',
    path: '/credentials',
    tag,
    summary: 'List API keys',
    description: 'Of your applications, and of applications that your products have let in.',
    query: ListCredentials,
    response: pageOf(Credential),
    run: ({ actor, query }) => listCredentials(actor, query),
  }),
  operation({
    id: 'getCredential',
    method: 'GET',
    path: '/credentials/{credentialId}',
    tag,
    summary: 'Get an API key',
    response: Credential,
    run: ({ actor, params }) => getCredential(actor, params.credentialId),
  }),
  operation({
    id: 'revokeCredential',
    method: 'POST',
    path: '/credentials/{credentialId}/revoke',
    tag,
    summary: 'Revoke an API key',
    description:
      'For good. Travels to the gateways before everything else; `GET /revisions/{revision}` shows where it is refused. ' +
      'By its consumer, or by a provider that has let its application in. Repeating it answers the first revision.',
    body: RevokeCredential.omit({ id: true }),
    isBodyOptional: true,
    response: z
      .object({ id: z.string(), status: z.literal('revoked'), revision: Revision })
      .meta({ id: 'RevokedCredential' }),
    errors: ['forbidden'],
    exampleAnswer: { id: 'cred_0mxkq2h8d0001', status: 'revoked', revision: 44 },
    run: ({ actor, params, body }) => revokeCredential(actor, { ...body, id: params.credentialId }),
  }),
]
