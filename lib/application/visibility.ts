import { organizationIdsOf } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import type { Prisma } from '#lib/core/db.ts'

/**
 * Who may know of what on the way from an application to a product: its consumer and its provider. Each function
 * answers the `where` of one table; outside it an object is not found. Written once for all queries.
 */

/** A provider may see and revoke the keys of applications it has let in, not of those that only asked. */
const LET_IN = { in: ['active', 'suspended'] }

const providedBy = (actor: Actor): Prisma.SubscriptionWhereInput => ({
  plan: { product: { organizationId: organizationIdsOf(actor) } },
})
const consumedBy = (actor: Actor): Prisma.SubscriptionWhereInput => ({
  application: { organizationId: organizationIdsOf(actor) },
})

export const subscriptionKnownTo = (actor: Actor): Prisma.SubscriptionWhereInput => ({
  OR: [consumedBy(actor), providedBy(actor)],
})

export const applicationKnownTo = (actor: Actor): Prisma.ApplicationWhereInput => ({
  OR: [{ organizationId: organizationIdsOf(actor) }, { subscriptions: { some: providedBy(actor) } }],
})

export const credentialKnownTo = (actor: Actor): Prisma.CredentialWhereInput => ({
  OR: [
    { application: { organizationId: organizationIdsOf(actor) } },
    { application: { subscriptions: { some: { status: LET_IN, ...providedBy(actor) } } } },
  ],
})

export const planKnownTo = (actor: Actor): Prisma.PlanWhereInput => ({
  OR: [
    { product: { organizationId: organizationIdsOf(actor) } },
    { subscriptions: { some: consumedBy(actor) } },
  ],
})

export const productKnownTo = (actor: Actor): Prisma.ApiProductWhereInput => ({
  OR: [
    { organizationId: organizationIdsOf(actor) },
    { plans: { some: { subscriptions: { some: consumedBy(actor) } } } },
  ],
})

export const apiKnownTo = (actor: Actor): Prisma.ApiWhereInput => ({
  OR: [
    { organizationId: organizationIdsOf(actor) },
    { products: { some: { product: { plans: { some: { subscriptions: { some: consumedBy(actor) } } } } } } },
  ],
})

/** Ids of organizations that provide a product which has let the application in. */
export const providersOf = (application: {
  subscriptions: { status: string; plan: { product: { organizationId: string } } }[]
}): string[] => [
  ...new Set(
    application.subscriptions
      .filter((subscription) => LET_IN.in.includes(subscription.status))
      .map((subscription) => subscription.plan.product.organizationId),
  ),
]
