import type { KeyLocation } from '#gateway-sync/contract/resource.ts'
import { authorize, organizationIdsOf } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { type Page, type PageInput, pageArgs, toPage } from '#lib/core/page.ts'
import { gatewayUrlOf } from './gateway-url.ts'
import { loadApi } from './load-api.ts'
import type { ApiServer, ApiTag, DocumentProblem, VersionDifferences } from './schema.ts'

const versionSummary = {
  id: true,
  apiId: true,
  number: true,
  syntax: true,
  source: true,
  sizeBytes: true,
  originalSha256: true,
  specification: true,
  title: true,
  documentVersion: true,
  operationCount: true,
  differences: true,
  createdById: true,
  createdAt: true,
} as const

/** APIs of the organization named, or of all the actor's organizations; newest first. */
export async function listApis(
  actor: Actor,
  input: PageInput & { organizationId?: string; search?: string } = {},
) {
  if (input.organizationId) authorize(actor, 'api:read', input.organizationId)
  const search = input.search?.trim()
  const rows = await db.api.findMany({
    where: {
      organizationId: input.organizationId ?? organizationIdsOf(actor),
      ...(search && {
        OR: [
          { name: { contains: search, mode: 'insensitive' as const } },
          { slug: { contains: search.toLowerCase() } },
        ],
      }),
    },
    include: {
      currentVersion: { select: versionSummary },
      products: { select: { product: { select: { id: true, name: true, slug: true, status: true } } } },
    },
    ...pageArgs(input),
  })
  const page = toPage(rows, input)
  return {
    nextCursor: page.nextCursor,
    data: page.data.map(({ products, keyLocations, ...api }) => ({
      ...api,
      keyLocations: keyLocations as KeyLocation[],
      gatewayUrl: gatewayUrlOf(api.slug),
      products: products.map(({ product }) => product),
    })),
  }
}

/** An API with its current version and the products that hold it. Throws `not_found`. */
export async function getApi(actor: Actor, id: string) {
  const { organizationId } = await loadApi(db, actor, id)
  authorize(actor, 'api:read', organizationId)
  const api = await db.api.findUniqueOrThrow({
    where: { id },
    include: {
      currentVersion: { omit: { original: true } },
      products: { select: { product: { select: { id: true, name: true, slug: true, status: true } } } },
    },
  })
  const { products, keyLocations, currentVersion, ...rest } = api
  return {
    ...rest,
    keyLocations: keyLocations as KeyLocation[],
    gatewayUrl: gatewayUrlOf(api.slug),
    currentVersion: currentVersion && typedVersion(currentVersion),
    products: products.map(({ product }) => product),
  }
}

type VersionRow = {
  servers: unknown
  tags: unknown
  problems: unknown
  differences: unknown
  securitySchemes: unknown
}

/** Says what the JSON columns hold. */
function typedVersion<T extends VersionRow>(row: T) {
  return {
    ...row,
    servers: row.servers as ApiServer[],
    tags: row.tags as ApiTag[],
    problems: row.problems as DocumentProblem[],
    differences: row.differences as VersionDifferences | null,
    securitySchemes: row.securitySchemes as Record<string, Record<string, unknown>>,
  }
}

/** Versions of an API, newest first. */
export async function listApiVersions(actor: Actor, apiId: string, input: PageInput = {}) {
  const api = await loadApi(db, actor, apiId)
  authorize(actor, 'api:read', api.organizationId)
  const rows = await db.apiVersion.findMany({ where: { apiId }, select: versionSummary, ...pageArgs(input) })
  const typed = rows.map((row) => ({
    ...row,
    differences: row.differences as VersionDifferences | null,
    isCurrent: row.id === api.currentVersionId,
  }))
  return toPage(typed, input) satisfies Page<(typeof typed)[number]>
}

/** One version with everything that was read out of it, but not the original. Throws `not_found`. */
export async function getApiVersion(actor: Actor, id: string) {
  const version = await db.apiVersion.findFirst({
    where: { id, api: { organizationId: organizationIdsOf(actor) } },
    omit: { original: true },
    include: { api: { select: { organizationId: true } } },
  })
  if (!version) notFound('version', id)
  const { api, ...rest } = version
  authorize(actor, 'api:read', api.organizationId)
  return typedVersion(rest)
}

/** The document as it was given, byte for byte. Throws `not_found`. */
export async function getOriginal(actor: Actor, versionId: string) {
  const version = await db.apiVersion.findFirst({
    where: { id: versionId, api: { organizationId: organizationIdsOf(actor) } },
    select: {
      original: true,
      syntax: true,
      number: true,
      api: { select: { slug: true, organizationId: true } },
    },
  })
  if (!version) notFound('version', versionId)
  authorize(actor, 'api:read', version.api.organizationId)
  return {
    bytes: version.original,
    syntax: version.syntax,
    fileName: originalFileName(version.api.slug, version),
  }
}

/** `accounts-v3.yaml` */
export const originalFileName = (slug: string, version: { number: number; syntax: string }): string =>
  `${slug}-v${version.number}.${version.syntax}`
