import { audit } from '#lib/core/audit.ts'
import { requireOperator } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { AppError, notFound } from '#lib/core/errors.ts'
import { parse } from '#lib/core/parse.ts'
import { SetOperator } from './schema.ts'

/** Makes a person an operator of the installation, or no longer one. Operators only; the last one stays. */
export async function setOperator(
  actor: Actor,
  input: SetOperator,
): Promise<{ userId: string; isOperator: boolean }> {
  requireOperator(actor)
  const { userId, isOperator } = parse(SetOperator, input)
  return transaction(async (tx) => {
    // One at a time, so that two operators cannot both go.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('operator'))`
    const user =
      (await tx.user.findUnique({ where: { id: userId }, select: { name: true, isOperator: true } })) ??
      notFound('user', userId)
    if (user.isOperator === isOperator) return { userId, isOperator }
    if (!isOperator && (await tx.user.count({ where: { isOperator: true } })) < 2) {
      throw new AppError('invalid_state', 'An installation keeps one operator at least.')
    }
    await tx.user.update({ where: { id: userId }, data: { isOperator } })
    await audit(tx, actor, {
      organizationId: null,
      event: 'user.operator_changed',
      object: { kind: 'user', id: userId, name: user.name },
      before: { isOperator: user.isOperator },
      after: { isOperator },
    })
    return { userId, isOperator }
  })
}
