import { organizationIdsOf } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import type { Prisma, Transaction } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { SubscriptionStatus, SuspendedFor } from './schema.ts'

const select = {
  id: true,
  status: true,
  reason: true,
  suspendedFor: true,
  planId: true,
  plan: {
    select: {
      name: true,
      productId: true,
      product: { select: { name: true, organizationId: true } },
    },
  },
  application: { select: { id: true, name: true, organizationId: true } },
} satisfies Prisma.SubscriptionSelect

export type LoadedSubscription = Awaited<ReturnType<typeof loadSubscription>>

/** Which side of a subscription the actor stands on, as a `where`. */
const sides = {
  provider: (actor: Actor) => ({ plan: { product: { organizationId: organizationIdsOf(actor) } } }),
  consumer: (actor: Actor) => ({ application: { organizationId: organizationIdsOf(actor) } }),
}

/** Loads a subscription that the actor has on the given side and locks its row until the commit; else `not_found`. */
export async function loadSubscription(
  tx: Transaction,
  actor: Actor,
  side: keyof typeof sides | 'either',
  id: string,
) {
  await tx.$queryRaw`SELECT 1 FROM "subscription" WHERE "id" = ${id} FOR UPDATE`
  const where =
    side === 'either' ? { OR: [sides.consumer(actor), sides.provider(actor)] } : sides[side](actor)
  const found = await tx.subscription.findFirst({ where: { id, ...where }, select })
  if (!found) notFound('subscription', id)
  const status = SubscriptionStatus.parse(found.status)
  const suspendedFor = status === 'suspended' ? SuspendedFor.parse(found.suspendedFor ?? 'provider') : null
  return { ...found, status, suspendedFor }
}
