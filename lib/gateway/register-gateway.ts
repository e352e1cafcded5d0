import { audit } from '#lib/core/audit.ts'
import { requireOperator } from '#lib/core/authorize.ts'
import { DEFAULT_ENVIRONMENT_ID } from '#lib/core/config-change.ts'
import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { newId } from '#lib/core/id.ts'
import { parse } from '#lib/core/parse.ts'
import { gatewayNameTaken } from './lock-gateway.ts'
import { RegisterGateway } from './schema.ts'
import { newGatewayToken } from './token.ts'

/** Operators only. Registers a gateway, which every change is waited for from then on. The token is shown this once. */
export async function registerGateway(
  actor: Actor,
  input: RegisterGateway,
): Promise<{ id: string; token: string }> {
  requireOperator(actor)
  const { name, environmentId = DEFAULT_ENVIRONMENT_ID } = parse(RegisterGateway, input)
  const id = newId('gw')
  const { token, tokenDigest } = newGatewayToken()
  await transaction(async (tx) => {
    const environment = await tx.environment.findUnique({ where: { id: environmentId } })
    if (!environment) notFound('environment', environmentId)
    await tx.gateway.create({ data: { id, environmentId, name, tokenDigest } })
    await audit(tx, actor, {
      organizationId: null,
      event: 'gateway.registered',
      object: { kind: 'gateway', id, name },
      after: { name, environment: environment.slug },
    })
  }).catch(gatewayNameTaken(name))
  return { id, token }
}
