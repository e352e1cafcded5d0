import { organizationIdsOf, requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import type { Reader, Transaction } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'

/** The API's row when the actor may know of it; `not_found` otherwise. */
export async function loadApi(reader: Reader, actor: Actor, id: string) {
  requireSignedIn(actor)
  const where = { id, organizationId: organizationIdsOf(actor) }
  return (await reader.api.findFirst({ where })) ?? notFound('API', id)
}

/** The same with the row locked until the transaction ends: versions are numbered and switched one after another. */
export async function lockApi(tx: Transaction, actor: Actor, id: string) {
  await tx.$executeRaw`SELECT 1 FROM api WHERE id = ${id} FOR UPDATE`
  return loadApi(tx, actor, id)
}
