import type { Transaction } from '#lib/core/db.ts'
import { invalidField } from '#lib/core/errors.ts'

/** Ids of organizations that were named by id or slug. One that does not exist is told at `organizationIds`. */
export async function resolveAudience(tx: Transaction, named: string[]): Promise<string[]> {
  if (named.length === 0) return []
  const rows = await tx.organization.findMany({
    where: { OR: [{ id: { in: named } }, { slug: { in: named } }] },
    select: { id: true, slug: true },
  })
  const ids = named.map((word) => {
    const found = rows.find((row) => row.id === word || row.slug === word)
    return found?.id ?? invalidField('organizationIds', `There is no organization “${word}”.`)
  })
  return [...new Set(ids)]
}
