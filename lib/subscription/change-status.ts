import { lastRevisionOf } from '#lib/application/queries.ts'
import { audit } from '#lib/core/audit.ts'
import { configChange } from '#lib/core/config-change.ts'
import type { Actor } from '#lib/core/context.ts'
import type { Transaction } from '#lib/core/db.ts'
import { AppError } from '#lib/core/errors.ts'
import type { LoadedSubscription } from './load-subscription.ts'
import type { SubscriptionChanged, SubscriptionStatus, SuspendedFor } from './schema.ts'

export type StatusChange = {
  /** Past tense, e.g. `suspended`. */
  event: string
  from: SubscriptionStatus[]
  to: SubscriptionStatus
  reason?: string
  /** The organization in whose name it is done. */
  organizationId: string
  /** While suspended: by whom. Left out: by nobody. */
  suspendedFor?: SuspendedFor
  /** Set for the provider's decisions. */
  isDecision: boolean
  isUrgent?: boolean
}

const words: Record<SubscriptionStatus, string> = {
  pending: 'waits for approval',
  active: 'is active',
  suspended: 'is suspended',
  refused: 'was refused',
  cancelled: 'was cancelled',
}

/** The name under which a subscription stands in the history. */
export const subscriptionName = (subscription: LoadedSubscription): string =>
  `${subscription.application.name} · ${subscription.plan.product.name}, ${subscription.plan.name}`

/** Moves a locked subscription to another status. Where it is there already, nothing is written. */
export async function changeStatus(
  tx: Transaction,
  actor: Actor,
  subscription: LoadedSubscription,
  change: StatusChange,
): Promise<SubscriptionChanged> {
  const { id, status, reason } = subscription
  const suspendedFor = change.suspendedFor ?? null
  if (status === change.to && (!suspendedFor || suspendedFor === subscription.suspendedFor))
    return { id, status, revision: await lastRevisionOf(tx, id) }
  if (!change.from.includes(status))
    throw new AppError(
      'invalid_state',
      `The subscription ${words[status]}, so it cannot be ${change.event}: that takes one that ${change.from
        .map((from) => words[from])
        .join(' or ')}.`,
    )
  const after = { status: change.to, reason: change.reason ?? reason }
  await tx.subscription.update({
    where: { id },
    data: {
      ...after,
      suspendedFor,
      ...(change.isDecision && { decidedById: actor.userId, decidedAt: new Date() }),
    },
  })
  const auditEntryId = await audit(tx, actor, {
    organizationId: change.organizationId,
    event: `subscription.${change.event}`,
    object: { kind: 'subscription', id, name: subscriptionName(subscription) },
    before: { status, reason },
    after: { ...after, ...(suspendedFor && { suspendedFor }) },
  })
  const revision = await configChange(tx, {
    touched: [{ kind: 'subscription', id }],
    auditEntryId,
    isUrgent: change.isUrgent,
  })
  return { id, status: change.to, revision }
}
