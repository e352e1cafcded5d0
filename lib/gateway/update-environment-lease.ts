import { audit } from '#lib/core/audit.ts'
import { requireOperator } from '#lib/core/authorize.ts'
import { configChange, currentRevision, DEFAULT_ENVIRONMENT_ID } from '#lib/core/config-change.ts'
import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { parse } from '#lib/core/parse.ts'
import { UpdateEnvironmentLease } from './schema.ts'

/**
 * Operators only. Changes how long gateways may serve unconfirmed, and what they do after. It touches no resource:
 * the revision wakes sync, which tells its gateways the lease.
 */
export async function updateEnvironmentLease(
  actor: Actor,
  input: UpdateEnvironmentLease,
): Promise<{ id: string; revision: number }> {
  requireOperator(actor)
  const { environmentId: id = DEFAULT_ENVIRONMENT_ID, ...after } = parse(UpdateEnvironmentLease, input)
  return transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "environment" WHERE "id" = ${id} FOR UPDATE`
    const environment = await tx.environment.findUnique({ where: { id } })
    if (!environment) notFound('environment', id)
    const before = { leaseSeconds: environment.leaseSeconds, leaseOnExpiry: environment.leaseOnExpiry }
    if (before.leaseSeconds === after.leaseSeconds && before.leaseOnExpiry === after.leaseOnExpiry)
      return { id, revision: await currentRevision(tx, id) }
    await tx.environment.update({ where: { id }, data: after })
    const auditEntryId = await audit(tx, actor, {
      organizationId: null,
      event: 'environment.lease_updated',
      object: { kind: 'environment', id, name: environment.name },
      before,
      after,
    })
    return { id, revision: await configChange(tx, { touched: [], auditEntryId, environmentId: id }) }
  })
}
