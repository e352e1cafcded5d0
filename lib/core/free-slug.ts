import { Prisma, type Transaction } from './db.ts'

/** Tables whose slug is made from a name and unique over the installation. */
export type SlugTable = 'organization' | 'api' | 'api_product'

/**
 * The wanted slug, or the first of `wanted-2`, `wanted-3` … that nobody has. Two verbs that want the same slug wait for
 * each other until the commit, so both get one.
 */
export async function freeSlug(tx: Transaction, table: SlugTable, wanted: string): Promise<string> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`slug:${table}:${wanted}`}))`
  const rows = await tx.$queryRaw<{ slug: string }[]>`
    SELECT "slug" FROM ${Prisma.raw(`"${table}"`)} WHERE starts_with("slug", ${wanted})`
  const taken = new Set(rows.map((row) => row.slug))
  if (!taken.has(wanted)) return wanted
  for (let number = 2; ; number++) {
    const candidate = `${wanted}-${number}`
    if (!taken.has(candidate)) return candidate
  }
}
