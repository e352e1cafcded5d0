import { LIVE_SUBSCRIPTION } from '#lib/application/queries.ts'
import type { Reader } from '#lib/core/db.ts'
import { AppError } from '#lib/core/errors.ts'
import type { PlanOffer } from '#lib/plan/schema.ts'

/**
 * True when the provider's last word to this organization about the product was a refusal or a suspension: then the next
 * subscription is the provider's to approve, however open the plan is. A way round a suspension is none.
 */
export async function isHeldBack(
  reader: Reader,
  organizationId: string,
  productId: string,
): Promise<boolean> {
  const last = await reader.subscription.findFirst({
    where: { application: { organizationId }, plan: { productId }, decidedAt: { not: null } },
    orderBy: { decidedAt: 'desc' },
    select: { status: true, reason: true },
  })
  if (!last) return false
  const isEndedWhileSuspended = last.status === 'cancelled' && last.reason !== ''
  return last.status === 'refused' || last.status === 'suspended' || isEndedWhileSuspended
}

type Offered = { offer: PlanOffer; productId: string }

/** Whether a new subscription opens at once, or waits for the provider. */
export async function statusAtStart(
  reader: Reader,
  organizationId: string,
  { offer, productId }: Offered,
): Promise<'active' | 'pending'> {
  const isManual = offer.approval !== 'automatic' || (await isHeldBack(reader, organizationId, productId))
  return isManual ? 'pending' : 'active'
}

/** Throws `conflict` where the application subscribes to the product already: it has at most one live subscription to it. */
export async function requireNoOther(
  reader: Reader,
  application: { id: string; name: string },
  { productId, product }: { productId: string; product: { name: string } },
): Promise<void> {
  const live = await reader.subscription.findFirst({
    where: { applicationId: application.id, plan: { productId }, status: LIVE_SUBSCRIPTION },
    select: { id: true, plan: { select: { name: true } } },
  })
  if (live)
    throw new AppError(
      'conflict',
      `${application.name} subscribes to ${product.name} already, on the plan “${live.plan.name}”. Change the plan of that subscription, or cancel it first.`,
      {
        fields: { planId: `Already subscribed on “${live.plan.name}”.` },
        extra: { subscriptionId: live.id },
      },
    )
}
