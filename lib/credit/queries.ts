import { subscriptionKnownTo } from '#lib/application/queries.ts'
import { authorize, can, requireSignedIn } from '#lib/core/authorize.ts'
import { subscriptionNow } from '#lib/core/clock.ts'
import type { Actor } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { loadBilled } from '#lib/invoice/load-billed.ts'
import { creditBalance } from './credit-balance.ts'
import type { CreditItem, CreditStatus, Credits } from './schema.ts'

type Row = { voidedAt: Date | null; expiresAt: Date | null }

function statusOf({ voidedAt, expiresAt }: Row, left: bigint | undefined, now: Date): CreditStatus {
  if (voidedAt) return 'voided'
  if (left === undefined) return 'waiting'
  if (left <= 0n) return 'used'
  return expiresAt && expiresAt <= now ? 'expired' : 'usable'
}

/**
 * A subscription's credits with what usage so far has left of each, computed when asked. For members of its provider and of
 * its consumer.
 */
export async function listCredits(actor: Actor, subscriptionId: string): Promise<Credits> {
  requireSignedIn(actor)
  const known = await db.subscription.count({ where: { id: subscriptionId, ...subscriptionKnownTo(actor) } })
  const [billed] = known ? await loadBilled(db, [subscriptionId]) : []
  if (!billed) notFound('subscription', subscriptionId)
  if (!can(actor, 'billing:read', billed.plan.product.organizationId))
    authorize(actor, 'billing:read', billed.application.organization.id)
  const now = subscriptionNow(billed.application.organization)
  const balance = await creditBalance(db, billed)
  const rows = await db.creditGrant.findMany({ where: { subscriptionId }, orderBy: { id: 'desc' } })
  const items = rows.map(({ voidedAt, subscriptionId: _, source, ...row }): CreditItem => {
    const status = statusOf({ ...row, voidedAt }, balance.get(row.id), now)
    const left = status === 'usable' || status === 'expired' ? balance.get(row.id)! : 0n
    return { ...row, source: source as CreditItem['source'], status, left }
  })
  const pricing = billed.plans.get(billed.planId)?.pricing
  return {
    currency: pricing?.currency ?? null,
    isPrepaid: pricing?.isPrepaid ?? false,
    left: items.reduce((sum, item) => (item.status === 'usable' ? sum + item.left : sum), 0n),
    items,
  }
}
