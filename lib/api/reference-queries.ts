/**
 * What the reference reads. These take no actor: whoever calls has found the API in a product that the reader may see
 * (`findCatalogueProduct`), or in an organization of the actor.
 */

import type { KeyLocation } from '#gateway-sync/contract/resource.ts'
import { db } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { gatewayUrlOf } from './gateway-url.ts'
import type { JsonObject } from './schema/json.ts'
import type { ApiServer, ApiTag } from './schema.ts'

const navigationFields = {
  key: true,
  method: true,
  path: true,
  summary: true,
  tags: true,
  isDeprecated: true,
} as const

export type NavigationOperation = {
  key: string
  method: string
  path: string
  summary: string
  tags: string[]
  isDeprecated: boolean
}

export type OperationsInput = { tag?: string; search?: string; limit?: number; offset?: number }

/** Operations in the document's order. `tag`: those whose first tag it is; empty text: those without one. */
export async function listOperations(
  apiVersionId: string,
  { tag, search, limit = 500, offset = 0 }: OperationsInput = {},
): Promise<NavigationOperation[]> {
  const wanted = search?.trim()
  const contains = { contains: wanted, mode: 'insensitive' as const }
  const isTagged =
    tag === undefined
      ? undefined
      : await db.$queryRaw<{ id: string }[]>`
          SELECT id FROM api_operation WHERE "apiVersionId" = ${apiVersionId}
          AND coalesce(tags[1], '') = ${tag} ORDER BY position LIMIT ${limit} OFFSET ${offset}`
  return db.apiOperation.findMany({
    where: {
      apiVersionId,
      ...(isTagged && { id: { in: isTagged.map(({ id }) => id) } }),
      ...(wanted && { OR: [{ path: contains }, { summary: contains }, { key: contains }] }),
    },
    select: navigationFields,
    orderBy: { position: 'asc' },
    ...(!isTagged && { take: limit, skip: offset }),
  })
}

/** How many operations each first tag has; the empty one stands for operations without tags. */
export async function countOperationsByTag(apiVersionId: string): Promise<Map<string, number>> {
  const rows = await db.$queryRaw<{ tag: string; count: bigint }[]>`
    SELECT coalesce(tags[1], '') AS tag, count(*) AS count FROM api_operation
    WHERE "apiVersionId" = ${apiVersionId} GROUP BY 1`
  return new Map(rows.map(({ tag, count }) => [tag, Number(count)]))
}

/** One operation with the schemas that stand with it. Throws `not_found`. */
export async function getOperation(apiVersionId: string, key: string) {
  const operation = await db.apiOperation.findUnique({ where: { apiVersionId_key: { apiVersionId, key } } })
  if (!operation) notFound('operation', key)
  return {
    ...operation,
    definition: operation.definition as JsonObject,
    schemas: operation.schemas as Record<string, JsonObject>,
  }
}

/** Schemas by the name they are kept under; names that are not there are left out. */
export async function findSchemas(apiVersionId: string, names: string[]): Promise<Map<string, JsonObject>> {
  if (names.length === 0) return new Map()
  const rows = await db.apiSchema.findMany({
    where: { apiVersionId, name: { in: names } },
    select: { name: true, definition: true },
  })
  return new Map(rows.map(({ name, definition }) => [name, definition as JsonObject]))
}

/** What the reference shows of a version around its operations. Throws `not_found`. */
export async function getReferenceVersion(apiVersionId: string) {
  const version = await db.apiVersion.findUnique({
    where: { id: apiVersionId },
    select: {
      id: true,
      number: true,
      syntax: true,
      specification: true,
      title: true,
      documentVersion: true,
      description: true,
      servers: true,
      tags: true,
      securitySchemes: true,
      operationCount: true,
      sizeBytes: true,
      createdAt: true,
      api: { select: { id: true, name: true, slug: true, keyLocations: true } },
    },
  })
  if (!version) notFound('version', apiVersionId)
  const { keyLocations, ...api } = version.api
  return {
    ...version,
    api: { ...api, keyLocations: keyLocations as KeyLocation[], gatewayUrl: gatewayUrlOf(api.slug) },
    servers: version.servers as ApiServer[],
    tags: version.tags as ApiTag[],
    securitySchemes: version.securitySchemes as Record<string, JsonObject>,
  }
}
export type ReferenceVersion = Awaited<ReturnType<typeof getReferenceVersion>>

/** The document as it was given, byte for byte. */
export async function getReferenceOriginal(apiVersionId: string) {
  const version = await db.apiVersion.findUnique({
    where: { id: apiVersionId },
    select: { original: true, syntax: true, number: true },
  })
  return version ?? notFound('version', apiVersionId)
}
