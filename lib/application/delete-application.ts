import { audit } from '#lib/core/audit.ts'
import { authorize, requireSignedIn } from '#lib/core/authorize.ts'
import { configChange, type Touched } from '#lib/core/config-change.ts'
import type { Actor } from '#lib/core/context.ts'
import { type Transaction, transaction } from '#lib/core/db.ts'
import { AppError } from '#lib/core/errors.ts'
import { parse } from '#lib/core/parse.ts'
import { lockApplication } from './lock-application.ts'
import { DeleteApplication } from './schema.ts'

/** What is billed is ended first, and invoiced: its subscriptions' rows are what the last invoice is made from. */
async function requireSettled(tx: Transaction, applicationId: string): Promise<void> {
  const subscriptions = await tx.subscription.findMany({
    where: { applicationId, anchorAt: { not: null } },
    select: { id: true, renewsAt: true },
  })
  if (subscriptions.some(({ renewsAt }) => renewsAt))
    throw new AppError('invalid_state', 'A subscription of the application is billed. Cancel it first.')
  const ids = subscriptions.map(({ id }) => id)
  const held = await tx.invoice.count({ where: { subscriptionId: { in: ids }, status: 'held' } })
  if (held > 0)
    throw new AppError(
      'invalid_state',
      'The last invoice waits for usage that a gateway has yet to send. Delete the application once it is issued.',
    )
}

/**
 * Deletes an application with its keys and subscriptions: gateways refuse its keys from then on, so it travels as a
 * revocation does. Usage and decisions stay for the provider. `invalid_state` while something of it is billed. A second
 * call is `not_found`.
 */
export async function deleteApplication(
  actor: Actor,
  input: DeleteApplication,
): Promise<{ id: string; revision: number }> {
  requireSignedIn(actor)
  const { id } = parse(DeleteApplication, input)
  return transaction(async (tx) => {
    const application = await lockApplication(tx, actor, id)
    const { organizationId, name, description } = application
    authorize(actor, 'application:delete', organizationId)
    await requireSettled(tx, id)
    const ofIt = { where: { applicationId: id }, select: { id: true } }
    const credentials = await tx.credential.findMany(ofIt)
    const subscriptions = await tx.subscription.findMany(ofIt)
    await tx.application.delete({ where: { id } })
    const auditEntryId = await audit(tx, actor, {
      organizationId,
      event: 'application.deleted',
      object: { kind: 'application', id, name },
      before: { name, description, credentials: credentials.length, subscriptions: subscriptions.length },
    })
    const touched: Touched[] = [
      ...credentials.map((credential) => ({ kind: 'credential' as const, id: credential.id })),
      ...subscriptions.map((subscription) => ({ kind: 'subscription' as const, id: subscription.id })),
      { kind: 'application', id },
    ]
    return { id, revision: await configChange(tx, { touched, auditEntryId, isUrgent: true }) }
  })
}
