import { audit } from '#lib/core/audit.ts'
import type { Actor } from '#lib/core/context.ts'
import type { Transaction } from '#lib/core/db.ts'
import { freeSlug } from '#lib/core/free-slug.ts'
import { newId } from '#lib/core/id.ts'
import { slugify } from '#lib/core/slug.ts'
import { isReservedSlug } from './schema.ts'

/** The part of making an organization that signing up shares: inside the caller's transaction, its actor the owner. */
export async function makeOrganization(
  tx: Transaction,
  actor: Actor,
  input: { name: string; slug?: string | undefined; isSandbox?: boolean },
): Promise<{ id: string; slug: string }> {
  const id = newId('org')
  const made = slugify(input.name, 'organization')
  const wanted = isReservedSlug(made) ? `${made}-organization` : made
  const isSandbox = input.isSandbox ?? false
  const slug = input.slug ?? (await freeSlug(tx, 'organization', wanted))
  await tx.organization.create({ data: { id, slug, name: input.name, isSandbox } })
  await tx.member.create({
    data: { id: newId('mem'), organizationId: id, userId: actor.userId, role: 'owner' },
  })
  await audit(tx, actor, {
    organizationId: id,
    event: 'organization.created',
    object: { kind: 'organization', id, name: input.name },
    after: { name: input.name, slug, ...(isSandbox && { isSandbox }) },
  })
  return { id, slug }
}
