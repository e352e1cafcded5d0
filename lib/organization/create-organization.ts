import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { parse } from '#lib/core/parse.ts'
import { requirePerson } from '#lib/user/queries.ts'
import { makeOrganization } from './make-organization.ts'
import { CreateOrganization } from './schema.ts'
import { slugTaken } from './slug-taken.ts'

/** Makes a further organization; who makes it owns it. A slug that was named and is taken is a `conflict`. */
export async function createOrganization(
  actor: Actor,
  input: CreateOrganization,
): Promise<{ id: string; slug: string }> {
  requirePerson(actor)
  const wanted = parse(CreateOrganization, input)
  return transaction((tx) => makeOrganization(tx, actor, wanted)).catch(slugTaken(wanted.slug))
}
