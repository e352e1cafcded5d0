import { audit } from '#lib/core/audit.ts'
import { requireOperator } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { parse } from '#lib/core/parse.ts'
import { GatewayId } from './schema.ts'

/**
 * Operators only. A removed gateway may not connect and is not waited for. Its row stays for the usage it metered;
 * its name is free for another one. Repeating changes nothing.
 */
export async function removeGateway(actor: Actor, input: GatewayId): Promise<{ id: string }> {
  requireOperator(actor)
  const { id } = parse(GatewayId, input)
  await transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "gateway" WHERE "id" = ${id} FOR UPDATE`
    const gateway = await tx.gateway.findUnique({ where: { id }, select: { name: true, removedAt: true } })
    if (!gateway) notFound('gateway', id)
    if (gateway.removedAt) return
    const name = `${gateway.name} (removed, ${id.slice(-6)})`
    await tx.gateway.update({ where: { id }, data: { name, removedAt: new Date() } })
    await audit(tx, actor, {
      organizationId: null,
      event: 'gateway.removed',
      object: { kind: 'gateway', id, name: gateway.name },
      before: { name: gateway.name },
    })
  })
  return { id }
}
