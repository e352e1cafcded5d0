import { organizationIdsOf } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import type { Transaction } from '#lib/core/db.ts'
import { invalidField, notFound } from '#lib/core/errors.ts'

/**
 * The APIs' ids, each once and in their order. One that the actor cannot know is `not_found`; one of another of the
 * actor's organizations is told at `apiIds`, because a product offers its own organization's APIs only.
 */
export async function resolveApis(
  tx: Transaction,
  actor: Actor,
  organizationId: string,
  apiIds: string[],
): Promise<string[]> {
  const ids = [...new Set(apiIds)]
  const rows = await tx.api.findMany({
    where: { id: { in: ids }, organizationId: organizationIdsOf(actor) },
    select: { id: true, name: true, organizationId: true },
  })
  for (const id of ids) {
    const api = rows.find((row) => row.id === id) ?? notFound('API', id)
    if (api.organizationId !== organizationId) {
      invalidField(
        'apiIds',
        `${api.name} belongs to another organization. A product holds its own one's APIs.`,
      )
    }
  }
  return ids
}

/** Writes which APIs a product holds, in this order. */
export async function writeProductApis(tx: Transaction, productId: string, apiIds: string[]): Promise<void> {
  await tx.apiProductApi.deleteMany({ where: { productId } })
  await tx.apiProductApi.createMany({
    data: apiIds.map((apiId, position) => ({ productId, apiId, position })),
  })
}
