import { audit } from '#lib/core/audit.ts'
import { authorize, requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { type Transaction, transaction } from '#lib/core/db.ts'
import { AppError, notFound } from '#lib/core/errors.ts'
import { parse } from '#lib/core/parse.ts'
import { SetSandbox } from './schema.ts'

/** Real money is never mixed with a test clock: the mark is set before anything is subscribed to, or not at all. */
async function requireUnused(tx: Transaction, organizationId: string, clockOffsetMs: bigint): Promise<void> {
  if (clockOffsetMs > 0n)
    throw new AppError('invalid_state', 'Its clock was moved already, and cannot be moved back.')
  const subscriptions = await tx.subscription.count({ where: { application: { organizationId } } })
  if (subscriptions > 0)
    throw new AppError(
      'invalid_state',
      'Applications of the organization have subscribed already. Make a new organization for it.',
    )
}

/**
 * Makes an organization a sandbox, whose subscriptions live by a test clock and never reach revenue, or an ordinary one
 * again: only while none of its applications ever subscribed.
 */
export async function setSandbox(
  actor: Actor,
  input: SetSandbox,
): Promise<{ organizationId: string; isSandbox: boolean }> {
  requireSignedIn(actor)
  const { organizationId, isSandbox } = parse(SetSandbox, input)
  authorize(actor, 'organization:update', organizationId)
  return transaction(async (tx) => {
    // Who subscribes holds the organization's row: it waits here, or is seen below.
    await tx.$queryRaw`SELECT 1 FROM "organization" WHERE "id" = ${organizationId} FOR UPDATE`
    const before =
      (await tx.organization.findUnique({
        where: { id: organizationId },
        select: { name: true, isSandbox: true, clockOffsetMs: true },
      })) ?? notFound('organization', organizationId)
    if (before.isSandbox === isSandbox) return { organizationId, isSandbox }
    await requireUnused(tx, organizationId, before.clockOffsetMs)
    await tx.organization.update({ where: { id: organizationId }, data: { isSandbox } })
    await audit(tx, actor, {
      organizationId,
      event: isSandbox ? 'sandbox.opened' : 'sandbox.closed',
      object: { kind: 'organization', id: organizationId, name: before.name },
      before: { isSandbox: before.isSandbox },
      after: { isSandbox },
    })
    return { organizationId, isSandbox }
  })
}
