import type { Actor, Role } from '#lib/core/context.ts'
import { acceptInvitation } from '#lib/member/accept-invitation.ts'
import { inviteMember } from '#lib/member/invite-member.ts'
import { createOrganization } from '#lib/organization/create-organization.ts'
import { loadActor } from '#lib/user/queries.ts'
import { signUp } from '#lib/user/sign-up.ts'
import { uniqueName } from './unique.ts'

export type Person = { actor: Actor; email: string; password: string }
export type MadeOrganization = { id: string; slug: string; name: string; owner: Actor; ownerSignIn: Person }

/** Reads a person's memberships anew, after they changed. */
export async function refreshActor(actor: Actor): Promise<Actor> {
  const fresh = await loadActor(actor.userId)
  if (!fresh) throw new Error(`There is no person ${actor.userId}.`)
  return fresh
}

/** A person with an account and no organization. */
export async function makePerson(word = 'Person'): Promise<Person> {
  const name = uniqueName(word)
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@example.com`
  const password = `a long password of ${name}`
  const { userId } = await signUp({ name, email, password })
  return { actor: (await loadActor(userId))!, email, password }
}

/** An organization with an owner of its own. */
export async function makeOrganization(word = 'Organization'): Promise<MadeOrganization> {
  const person = await makePerson('Owner')
  const name = uniqueName(word)
  const { id, slug } = await createOrganization(person.actor, { name })
  const owner = await refreshActor(person.actor)
  return { id, slug, name, owner, ownerSignIn: { ...person, actor: owner } }
}

/** A person who joined the organization by an invitation, with this role. */
export async function makeMember(organization: { id: string; owner: Actor }, role: Role): Promise<Person> {
  const person = await makePerson(role)
  const { token } = await inviteMember(organization.owner, {
    organizationId: organization.id,
    email: person.email,
    role,
  })
  await acceptInvitation(person.actor, { token })
  return { ...person, actor: await refreshActor(person.actor) }
}
