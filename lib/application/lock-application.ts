import { organizationIdsOf } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import type { Transaction } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'

/**
 * Loads one of the actor's applications and locks its row until the commit: what is decided by counting its keys or
 * subscriptions is decided by one transaction at a time. Throws `not_found` for another organization's.
 */
export async function lockApplication(tx: Transaction, actor: Actor, id: string) {
  await tx.$queryRaw`SELECT 1 FROM "application" WHERE "id" = ${id} FOR UPDATE`
  const application = await tx.application.findFirst({
    where: { id, organizationId: organizationIdsOf(actor) },
    select: { id: true, name: true, description: true, organizationId: true },
  })
  return application ?? notFound('application', id)
}
