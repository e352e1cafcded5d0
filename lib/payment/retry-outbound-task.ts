import { audit } from '#lib/core/audit.ts'
import { authorize, requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { parse } from '#lib/core/parse.ts'
import { OutboundTaskId } from './schema.ts'

/** Takes up again what was given up on its way to Stripe, at once. What is done, or still on its way, stays as it is. */
export async function retryOutboundTask(
  actor: Actor,
  input: OutboundTaskId,
): Promise<{ id: string; status: string }> {
  requireSignedIn(actor)
  const { id } = parse(OutboundTaskId, input)
  return transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "outbound_task" WHERE "id" = ${id} FOR UPDATE`
    const task = (await tx.outboundTask.findUnique({ where: { id } })) ?? notFound('task', id)
    const owner =
      (await tx.invoice.findUnique({ where: { id: task.objectId }, select: { organizationId: true } })) ??
      (await tx.creditNote.findUnique({ where: { id: task.objectId }, select: { organizationId: true } })) ??
      notFound('task', id)
    const isMember =
      actor.kind === 'system' ||
      actor.memberships.some((mine) => mine.organizationId === owner.organizationId)
    if (!isMember) notFound('task', id)
    authorize(actor, 'billing:manage', owner.organizationId)
    if (task.status !== 'failed') return { id, status: task.status }
    const now = new Date()
    await tx.outboundTask.update({
      where: { id },
      data: { status: 'pending', nextAttemptAt: now, createdAt: now },
    })
    await audit(tx, actor, {
      organizationId: owner.organizationId,
      event: 'outbound_task.retried',
      object: { kind: 'invoice', id: task.objectId, name: task.kind },
      before: { lastError: task.lastError },
    })
    return { id, status: 'pending' }
  })
}
