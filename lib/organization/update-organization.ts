import { audit } from '#lib/core/audit.ts'
import { authorize, requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { parse } from '#lib/core/parse.ts'
import { UpdateOrganization } from './schema.ts'
import { slugTaken } from './slug-taken.ts'

/** Renames an organization or changes its address in the console. Gateways know it by its id only. */
export async function updateOrganization(
  actor: Actor,
  input: UpdateOrganization,
): Promise<{ id: string; slug: string }> {
  requireSignedIn(actor)
  const { organizationId: id, ...wanted } = parse(UpdateOrganization, input)
  authorize(actor, 'organization:update', id)
  return transaction(async (tx) => {
    const before =
      (await tx.organization.findUnique({ where: { id }, select: { name: true, slug: true } })) ??
      notFound('organization', id)
    const after = { name: wanted.name ?? before.name, slug: wanted.slug ?? before.slug }
    if (after.name === before.name && after.slug === before.slug) return { id, slug: after.slug }
    await tx.organization.update({ where: { id }, data: after })
    await audit(tx, actor, {
      organizationId: id,
      event: 'organization.updated',
      object: { kind: 'organization', id, name: after.name },
      before,
      after,
    })
    return { id, slug: after.slug }
  }).catch(slugTaken(wanted.slug))
}
