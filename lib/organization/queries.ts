import { authorize, organizationIdsOf, requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import type { OrganizationItem } from './schema.ts'

export { makeOrganization } from './make-organization.ts'

const select = { id: true, slug: true, name: true, isSandbox: true, createdAt: true }

const roleIn = (actor: Actor, organizationId: string) =>
  actor.memberships.find((membership) => membership.organizationId === organizationId)?.role ?? null

/** The organizations that the actor belongs to, by name: for the switcher. */
export async function listOrganizations(actor: Actor): Promise<OrganizationItem[]> {
  requireSignedIn(actor)
  const rows = await db.organization.findMany({
    where: { id: organizationIdsOf(actor) },
    select,
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  return rows.map((row) => ({ ...row, role: roleIn(actor, row.id) }))
}

/** One of the actor's organizations by its slug, or null. */
export async function findOrganization(actor: Actor, slug: string): Promise<OrganizationItem | null> {
  requireSignedIn(actor)
  const row = await db.organization.findFirst({ where: { slug, id: organizationIdsOf(actor) }, select })
  return row && { ...row, role: roleIn(actor, row.id) }
}

/** One of the actor's organizations by its slug; `not_found` for anybody else's. */
export async function getOrganization(actor: Actor, slug: string): Promise<OrganizationItem> {
  return (await findOrganization(actor, slug)) ?? notFound('organization', slug)
}

/**
 * The id and name of an organization that was named exactly, by slug or id: for naming an audience. Whoever may edit
 * products of `organizationId` may ask; there is no list to browse, so customers stay unknown to each other.
 */
export async function findAudience(
  actor: Actor,
  input: { organizationId: string; named: string },
): Promise<{ id: string; slug: string; name: string } | null> {
  authorize(actor, 'product:update', input.organizationId)
  return db.organization.findFirst({
    where: { OR: [{ slug: input.named }, { id: input.named }] },
    select: { id: true, slug: true, name: true },
  })
}
