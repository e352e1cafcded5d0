import type { Transaction } from '#lib/core/db.ts'
import { isUniqueViolation } from '#lib/core/db.ts'
import { AppError, notFound } from '#lib/core/errors.ts'

/** Loads a gateway that was not removed and locks its row until the commit. */
export async function lockGateway(tx: Transaction, id: string) {
  await tx.$queryRaw`SELECT 1 FROM "gateway" WHERE "id" = ${id} FOR UPDATE`
  const gateway = await tx.gateway.findFirst({
    where: { id, removedAt: null },
    select: { id: true, name: true, environmentId: true },
  })
  return gateway ?? notFound('gateway', id)
}

/** For `.catch`: a second gateway of that name in the environment. */
export const gatewayNameTaken =
  (name: string) =>
  (error: unknown): never => {
    if (!isUniqueViolation(error)) throw error
    throw new AppError('conflict', `A gateway named “${name}” is there already. Choose another name.`, {
      fields: { name: 'This name is taken. Choose another one.' },
    })
  }
