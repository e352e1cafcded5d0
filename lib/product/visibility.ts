import { LIVE_SUBSCRIPTION } from '#lib/application/queries.ts'
import { organizationIdsOf } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import type { Prisma } from '#lib/core/db.ts'

/**
 * The `where` of products that are meant for members of these organizations, in whatever state: public ones, those for
 * everybody who signed in, their own, and those that name them. `undefined`: of every organization.
 */
export const meantFor = (
  organizationId: string | { in: string[] } | undefined,
): Prisma.ApiProductWhereInput => ({
  OR: [
    { visibility: { in: ['public', 'signed_in'] } },
    { organizationId },
    { visibility: 'organizations', audiences: { some: { organizationId } } },
  ],
})

/** The `where` of published products that the actor may find: public ones, and what signing in and belonging open. */
export const offeredTo = (actor: Actor): Prisma.ApiProductWhereInput => ({
  status: 'published',
  ...(actor.kind === 'anonymous' ? { visibility: 'public' } : meantFor(organizationIdsOf(actor))),
})

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
