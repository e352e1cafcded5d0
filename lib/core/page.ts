import { z } from 'zod'

/** Cursor paging over ids, newest first: what lists take and give. */
export const PageInput = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
})
export type PageInput = z.input<typeof PageInput>

export type Page<T> = { data: T[]; nextCursor: string | null }

/** Prisma arguments for one page: one row more is read, to know whether there is a next page. Order by id descending. */
export function pageArgs(input: PageInput): {
  take: number
  cursor?: { id: string }
  skip?: number
  orderBy: { id: 'desc' }
} {
  const { cursor, limit } = PageInput.parse(input)
  return { take: limit + 1, ...(cursor && { cursor: { id: cursor }, skip: 1 }), orderBy: { id: 'desc' } }
}

/** Cuts the extra row off and says where the next page starts. */
export function toPage<T extends { id: string }>(rows: T[], input: PageInput): Page<T> {
  const { limit } = PageInput.parse(input)
  const data = rows.slice(0, limit)
  return { data, nextCursor: rows.length > limit ? data.at(-1)!.id : null }
}
