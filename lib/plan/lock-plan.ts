import { organizationIdsOf } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { isUniqueViolation, type Transaction } from '#lib/core/db.ts'
import { AppError, notFound } from '#lib/core/errors.ts'

/**
 * Loads one of the provider's plans and locks it until the commit. Its product keeps its state meanwhile: a plan that is
 * changed while the product is being published must not be taken for a draft's, which gateways need not be told of.
 * Throws `not_found` for another organization's.
 */
export async function lockPlan(tx: Transaction, actor: Actor, id: string) {
  await tx.$queryRaw`SELECT 1 FROM "api_product"
    WHERE "id" = (SELECT "productId" FROM "plan" WHERE "id" = ${id}) FOR SHARE`
  await tx.$queryRaw`SELECT 1 FROM "plan" WHERE "id" = ${id} FOR UPDATE`
  const plan = await tx.plan.findFirst({
    where: { id, product: { organizationId: organizationIdsOf(actor) } },
    include: { product: { select: { id: true, organizationId: true, status: true, name: true } } },
  })
  return plan ?? notFound('plan', id)
}

/** What the record of changes shows of a plan. */
export function planRecord(plan: Omit<Awaited<ReturnType<typeof lockPlan>>, 'product'>) {
  const { id, productId, seriesId, supersededAt, createdAt, updatedAt, ...record } = plan
  return record
}

/** For `.catch`: turns the database's word on a second plan of that name into one for the form. */
export const planNameTaken =
  (name: string) =>
  (error: unknown): never => {
    if (!isUniqueViolation(error)) throw error
    throw new AppError('conflict', `The product has a plan named “${name}” already. Choose another name.`, {
      fields: { name: 'This name is taken. Choose another one.' },
    })
  }
