import { audit } from '#lib/core/audit.ts'
import { authorize, targetOrganizationId } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { type Transaction, transaction } from '#lib/core/db.ts'
import { AppError, invalidField } from '#lib/core/errors.ts'
import { freeSlug } from '#lib/core/free-slug.ts'
import { newId } from '#lib/core/id.ts'
import { parse } from '#lib/core/parse.ts'
import { slugify } from '#lib/core/slug.ts'
import { type ReadRows, readInWorker } from './document/read-in-worker.ts'
import { documentBytes } from './document-input.ts'
import { gatewayUrlOf } from './gateway-url.ts'
import { insertVersion } from './insert-version.ts'
import {
  type ApiServer,
  CreateApi,
  DEFAULT_KEY_LOCATIONS,
  type DocumentProblem,
  UpstreamUrl,
} from './schema.ts'

export type CreatedApi = {
  id: string
  slug: string
  gatewayUrl: string
  versionId: string
  operationCount: number
  /** Warnings; errors would have refused the document. */
  problems: DocumentProblem[]
}

/** The first server that a gateway could reach. */
function firstUpstream(servers: ApiServer[]): string {
  for (const { url } of servers) {
    const upstream = UpstreamUrl.safeParse(url)
    if (upstream.success) return upstream.data
  }
  return invalidField(
    'upstreamUrl',
    'The document names no absolute server. Give the address that requests go to.',
  )
}

/** The slug that was asked for when it is free, or a free one made from the name. */
async function slugFor(tx: Transaction, wanted: string | undefined, name: string): Promise<string> {
  const slug = await freeSlug(tx, 'api', wanted ?? slugify(name, 'api'))
  return wanted && slug !== wanted ? slugTaken(wanted) : slug
}

function slugTaken(slug: string): never {
  const message = `Another API is served at /${slug}. Choose another slug.`
  throw new AppError('conflict', message, { fields: { slug: message } })
}

type Draft = { organizationId: string; name: string; description: string; upstreamUrl: string }

function draftOf(input: CreateApi, organizationId: string, { rows }: ReadRows): Draft {
  return {
    organizationId,
    name: input.name ?? rows.version.title.slice(0, 120),
    description: input.description ?? '',
    upstreamUrl: input.upstreamUrl ?? firstUpstream(rows.version.servers),
  }
}

/**
 * Imports a document as a new API with its version 1. Refuses with `invalid_document` (`problems` with places),
 * `document_too_large`, `address_refused`, `address_unreachable`, or `conflict` when the slug is taken. Gateways learn of
 * the API when a product that holds it is published.
 */
export async function createApi(actor: Actor, input: CreateApi): Promise<CreatedApi> {
  const organizationId = targetOrganizationId(actor, input.organizationId)
  authorize(actor, 'api:create', organizationId)
  const parsed = parse(CreateApi, input)
  const bytes = await documentBytes(parsed)
  const read = await readInWorker({ bytes: bytes.bytes, base: bytes.base, previous: null })
  const draft = draftOf(parsed, organizationId, read)
  const created = await transaction(async (tx) => {
    const slug = await slugFor(tx, parsed.slug, draft.name)
    const id = newId('api')
    const api = await tx.api.create({ data: { id, slug, ...draft, keyLocations: DEFAULT_KEY_LOCATIONS } })
    const versionId = await insertVersion(tx, actor, { apiId: id, number: 1, input: bytes, read })
    await audit(tx, actor, {
      organizationId,
      event: 'api.created',
      object: { kind: 'api', id, name: api.name },
      after: { slug, ...draft, operationCount: read.rows.operationCount, source: bytes.source },
    })
    return { id, slug, versionId }
  })
  const { operationCount } = read.rows
  return { ...created, gatewayUrl: gatewayUrlOf(created.slug), operationCount, problems: read.problems }
}
