import { audit } from '#lib/core/audit.ts'
import { requireOperator } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { parse } from '#lib/core/parse.ts'
import { lockGateway } from './lock-gateway.ts'
import { GatewayId } from './schema.ts'
import { newGatewayToken } from './token.ts'

/** Operators only. The old token connects no more; the gateway needs the new one, which is shown this once. */
export async function rotateGatewayToken(
  actor: Actor,
  input: GatewayId,
): Promise<{ id: string; token: string }> {
  requireOperator(actor)
  const { id } = parse(GatewayId, input)
  const { token, tokenDigest } = newGatewayToken()
  await transaction(async (tx) => {
    const { name } = await lockGateway(tx, id)
    await tx.gateway.update({ where: { id }, data: { tokenDigest } })
    await audit(tx, actor, {
      organizationId: null,
      event: 'gateway.token_rotated',
      object: { kind: 'gateway', id, name },
    })
  })
  return { id, token }
}
