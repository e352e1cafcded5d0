import { z } from 'zod'
import { getEnvironment, getGateway, listGatewayEvents, listGateways } from '#lib/gateway/queries.ts'
import { registerGateway } from '#lib/gateway/register-gateway.ts'
import { removeGateway } from '#lib/gateway/remove-gateway.ts'
import { renameGateway } from '#lib/gateway/rename-gateway.ts'
import { rotateGatewayToken } from '#lib/gateway/rotate-gateway-token.ts'
import { RegisterGateway, RenameGateway, UpdateEnvironmentLease } from '#lib/gateway/schema.ts'
import { updateEnvironmentLease } from '#lib/gateway/update-environment-lease.ts'
import { operation } from '../operation.ts'
import { Id, IdAndRevision, NamedWithSlug } from '../resources.ts'
import { Moment, PageQuery, pageOf } from '../schema.ts'

const tag = 'Gateways'
const path = '/gateways/{gatewayId}'

const Gateway = z
  .object({
    id: z.string(),
    name: z.string(),
    environment: NamedWithSlug,
    status: z.enum(['never_connected', 'rejected', 'unreachable', 'behind', 'current']),
    createdAt: Moment,
    connectedAt: Moment.nullable(),
    lastSeenAt: Moment.nullable(),
    unreachableSince: Moment.nullable(),
    version: z.string().nullable(),
    workers: z.int().nullable(),
    appliedRevision: z.int().meta({ description: 'What it runs now, by its own word.' }),
    revision: z.int().meta({ description: 'The latest of its environment.' }),
    lagRevisions: z.int(),
    lagSince: Moment.nullable().meta({ description: 'When the first revision that it lacks was committed.' }),
    leaseExpiresAt: Moment.nullable(),
    isLeaseExpired: z.boolean(),
    rejected: z
      .object({
        revision: z.int(),
        reason: z.string(),
        resource: z.object({ kind: z.string(), id: z.string() }).nullable(),
        at: Moment.nullable(),
      })
      .nullable()
      .meta({ description: 'The revision that it refused, and why.' }),
  })
  .meta({ id: 'Gateway' })

const GatewayToken = z
  .object({
    id: z.string(),
    token: z.string().meta({ description: 'Shown this once. What the gateway connects with.' }),
  })
  .meta({ id: 'GatewayToken' })

const GatewayEvent = z
  .object({ id: z.string(), kind: z.string(), detail: z.record(z.string(), z.unknown()), createdAt: Moment })
  .meta({ id: 'GatewayEvent' })

const Environment = NamedWithSlug.extend({
  revision: z.int().meta({ description: 'The latest committed one.' }),
  leaseSeconds: z
    .int()
    .meta({ description: 'How long a gateway may serve from a state that nobody confirmed.' }),
  leaseOnExpiry: z.string().meta({ description: '`serve` or `refuse`.' }),
}).meta({ id: 'Environment' })

export const gatewayOperations = [
  operation({
    id: 'registerGateway',
    method: 'POST',
    path: '/gateways',
    tag,
    summary: 'Register a gateway',
    description: 'Every change is waited for at this gateway from then on. For operators.',
    status: 201,
    body: RegisterGateway,
    example: { name: 'gw-frankfurt-1' },
    response: GatewayToken,
    errors: ['forbidden', 'not_found', 'conflict'],
    run: ({ actor, body }) => registerGateway(actor, body),
  }),
  operation({
    id: 'listGateways',
    method: 'GET',
    path: '/gateways',
    tag,
    summary: 'List all gateways',
    response: pageOf(Gateway),
    run: async ({ actor }) => ({ ...(await listGateways(actor)), nextCursor: null }),
  }),
  operation({
    id: 'getGateway',
    method: 'GET',
    path,
    tag,
    summary: 'Get a gateway',
    response: Gateway,
    run: ({ actor, params }) => getGateway(actor, params.gatewayId),
  }),
  operation({
    id: 'listGatewayEvents',
    method: 'GET',
    path: `${path}/events`,
    tag,
    summary: 'List what happened on a gateway’s connection',
    query: PageQuery,
    response: pageOf(GatewayEvent),
    run: async ({ actor, params, query }) => {
      const { id } = await getGateway(actor, params.gatewayId)
      return listGatewayEvents(actor, { ...query, gatewayId: id })
    },
  }),
  operation({
    id: 'renameGateway',
    method: 'PATCH',
    path,
    tag,
    summary: 'Rename a gateway',
    body: RenameGateway.omit({ id: true }),
    example: { name: 'gw-frankfurt-2' },
    response: Id,
    errors: ['forbidden', 'conflict'],
    run: ({ actor, params, body }) => renameGateway(actor, { ...body, id: params.gatewayId }),
  }),
  operation({
    id: 'rotateGatewayToken',
    method: 'POST',
    path: `${path}/rotate-token`,
    tag,
    summary: 'Give a gateway a new token',
    description: 'The old one connects no more. For operators.',
    response: GatewayToken,
    errors: ['forbidden'],
    run: ({ actor, params }) => rotateGatewayToken(actor, { id: params.gatewayId }),
  }),
  operation({
    id: 'removeGateway',
    method: 'DELETE',
    path,
    tag,
    summary: 'Remove a gateway',
    description: 'It may not connect again and is not waited for. For operators.',
    response: Id,
    errors: ['forbidden'],
    run: ({ actor, params }) => removeGateway(actor, { id: params.gatewayId }),
  }),
  operation({
    id: 'getEnvironment',
    method: 'GET',
    path: '/environment',
    tag,
    summary: 'Get the environment’s latest revision and lease rule',
    response: Environment,
    run: ({ actor }) => getEnvironment(actor),
  }),
  operation({
    id: 'updateEnvironmentLease',
    method: 'PATCH',
    path: '/environment',
    tag,
    summary: 'Change how long gateways may serve unconfirmed',
    description: 'For operators.',
    body: UpdateEnvironmentLease.omit({ environmentId: true }),
    example: { leaseSeconds: 86_400, leaseOnExpiry: 'serve' },
    response: IdAndRevision,
    errors: ['forbidden'],
    run: ({ actor, body }) => updateEnvironmentLease(actor, body),
  }),
]
