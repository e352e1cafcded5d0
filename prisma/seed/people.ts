import type { Actor, Role } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import { acceptInvitation } from '#lib/member/accept-invitation.ts'
import { inviteMember } from '#lib/member/invite-member.ts'
import { createOrganization } from '#lib/organization/create-organization.ts'
import { loadActor } from '#lib/user/queries.ts'
import { signUp } from '#lib/user/sign-up.ts'
import { DEMO_PASSWORD } from './admin.ts'

const refreshed = async (actor: Actor): Promise<Actor> => (await loadActor(actor.userId))!

/** The person with this e-mail address. */
export async function ensurePerson(name: string, email: string): Promise<Actor> {
  const known = await db.user.findUnique({ where: { email }, select: { id: true } })
  const userId = known?.id ?? (await signUp({ name, email, password: DEMO_PASSWORD })).userId
  return (await loadActor(userId))!
}

/** The organization of this name that the person owns, and the person with it. */
export async function ensureOrganization(
  owner: Actor,
  name: string,
  isSandbox = false,
): Promise<{ id: string; owner: Actor }> {
  const known = owner.memberships.find((one) => one.name === name && one.role === 'owner')
  if (known) return { id: known.organizationId, owner }
  const { id } = await createOrganization(owner, { name, isSandbox })
  return { id, owner: await refreshed(owner) }
}

/** Makes the person a member, by an invitation as anybody else. */
export async function ensureMember(
  organization: { id: string; owner: Actor },
  person: { actor: Actor; email: string },
  role: Role,
): Promise<Actor> {
  const { actor, email } = person
  if (actor.memberships.some((one) => one.organizationId === organization.id)) return actor
  const { token } = await inviteMember(organization.owner, { organizationId: organization.id, email, role })
  await acceptInvitation(actor, { token })
  return refreshed(actor)
}
