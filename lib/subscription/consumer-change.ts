import type { Reader } from '#lib/core/db.ts'
import { AppError } from '#lib/core/errors.ts'
import { isHeldBack } from './new-subscription.ts'
import type { SubscriptionStatus } from './schema.ts'

type Changing = {
  status: SubscriptionStatus
  application: { organizationId: string }
  plan: { productId: string; product: { name: string } }
}

/** The consumer's own change: plans that need no approval, and others only while the subscription still waits for it. */
export async function statusByConsumer(
  reader: Reader,
  { status, application, plan: { product, productId } }: Changing,
  plan: { name: string; approval: string },
): Promise<SubscriptionStatus> {
  if (status === 'suspended')
    throw new AppError(
      'invalid_state',
      `The subscription is suspended. Ask ${product.name}'s provider to resume it first.`,
    )
  if (plan.approval === 'automatic')
    return status === 'pending' && (await isHeldBack(reader, application.organizationId, productId))
      ? 'pending'
      : 'active'
  if (status === 'active')
    throw new AppError(
      'invalid_state',
      `The plan “${plan.name}” needs the provider's approval. Ask ${product.name}'s provider to move this subscription to it; it stays active meanwhile.`,
    )
  return status
}
