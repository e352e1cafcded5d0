import { LIVE_SUBSCRIPTION } from '#lib/application/queries.ts'
import { organizationIdsOf } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import type { Prisma } from '#lib/core/db.ts'

/** The `where` of published products that the actor may find: public ones, and what signing in and belonging open. */
export function offeredTo(actor: Actor): Prisma.ApiProductWhereInput {
  const organizationId = organizationIdsOf(actor)
  const OR: Prisma.ApiProductWhereInput[] = [{ visibility: 'public' }]
  if (actor.kind !== 'anonymous') {
    OR.push(
      { visibility: 'signed_in' },
      { organizationId },
      { visibility: 'organizations', audiences: { some: { organizationId } } },
    )
  }
  return { status: 'published', OR }
}

/**
 * The `where` of products that the actor may open: those on offer, their provider's own in any state, and what one of
 * the actor's applications subscribes to, also after it was withdrawn.
 */
export function openedBy(actor: Actor): Prisma.ApiProductWhereInput {
  if (actor.kind === 'anonymous') return offeredTo(actor)
  const organizationId = organizationIdsOf(actor)
  const subscriptions = { some: { status: LIVE_SUBSCRIPTION, application: { organizationId } } }
  return {
    OR: [
      offeredTo(actor),
      { organizationId },
      { status: { not: 'draft' }, plans: { some: { subscriptions } } },
    ],
  }
}
