import { listApplications } from '#lib/application/queries.ts'
import { can } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'

/** The applications that the actor may subscribe, and the organizations that it may register one for. */
export async function subscribeChoices(actor: Actor) {
  const { data } = await listApplications(actor, { limit: 100 })
  const mayPay = (organizationId: string) => can(actor, 'payment:manage', organizationId)
  return {
    applications: data
      .filter(({ organization }) => can(actor, 'subscription:create', organization.id))
      .map(({ id, name, organization, liveCredentials }) => ({
        id,
        name,
        organization: organization.name,
        liveCredentials,
        mayPay: mayPay(organization.id),
      })),
    organizations: actor.memberships
      .filter(({ organizationId }) => can(actor, 'application:create', organizationId))
      .map(({ organizationId: id, name }) => ({ id, name, mayPay: mayPay(id) })),
  }
}
