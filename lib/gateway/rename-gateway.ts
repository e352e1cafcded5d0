import { audit } from '#lib/core/audit.ts'
import { requireOperator } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { parse } from '#lib/core/parse.ts'
import { gatewayNameTaken, lockGateway } from './lock-gateway.ts'
import { RenameGateway } from './schema.ts'

/** Operators only. */
export async function renameGateway(actor: Actor, input: RenameGateway): Promise<{ id: string }> {
  requireOperator(actor)
  const { id, name } = parse(RenameGateway, input)
  await transaction(async (tx) => {
    const before = await lockGateway(tx, id)
    if (before.name === name) return
    await tx.gateway.update({ where: { id }, data: { name } })
    await audit(tx, actor, {
      organizationId: null,
      event: 'gateway.renamed',
      object: { kind: 'gateway', id, name },
      before: { name: before.name },
      after: { name },
    })
  }).catch(gatewayNameTaken(name))
  return { id }
}
