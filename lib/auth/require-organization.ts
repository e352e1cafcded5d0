import { notFound } from 'next/navigation'
import type { Actor, Membership } from '../core/context.ts'
import { requireActor } from './session.ts'

/** For pages of the console: who is acting, and the organization of the address; "not found" for those who are no members. */
export async function requireOrganization(
  slug: string,
): Promise<{ actor: Actor; organization: Membership; base: string }> {
  const actor = await requireActor()
  const organization = actor.memberships.find((membership) => membership.slug === slug)
  if (!organization) notFound()
  return { actor, organization, base: `/console/${slug}` }
}
