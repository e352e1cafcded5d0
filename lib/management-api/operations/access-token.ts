import { z } from 'zod'
import { listAccessTokens } from '#lib/access-token/queries.ts'
import { revokeAccessToken } from '#lib/access-token/revoke-access-token.ts'
import { operation } from '../operation.ts'
import { NamedWithSlug } from '../resources.ts'
import { Moment, PageQuery, pageOf } from '../schema.ts'

const tag = 'Access tokens'

const AccessToken = z
  .object({
    id: z.string(),
    name: z.string(),
    hint: z.string().meta({ description: 'Last four characters.' }),
    organization: NamedWithSlug,
    status: z.enum(['active', 'expired', 'revoked']),
    createdAt: Moment,
    expiresAt: Moment.nullable(),
    revokedAt: Moment.nullable(),
    lastUsedAt: Moment.nullable(),
  })
  .meta({ id: 'AccessToken' })

export const accessTokenOperations = [
  operation({
    id: 'listAccessTokens',
    method: 'GET',
    path: '/access-tokens',
    tag,
    summary: 'List your access tokens',
    description: 'They are made in the console: a token cannot make tokens.',
    query: PageQuery,
    response: pageOf(AccessToken),
    run: ({ actor, query }) => listAccessTokens(actor, query),
  }),
  operation({
    id: 'revokeAccessToken',
    method: 'POST',
    path: '/access-tokens/{tokenId}/revoke',
    tag,
    summary: 'Revoke one of your access tokens',
    response: z.object({ id: z.string(), status: z.literal('revoked') }),
    run: ({ actor, params }) => revokeAccessToken(actor, { id: params.tokenId }),
  }),
]
