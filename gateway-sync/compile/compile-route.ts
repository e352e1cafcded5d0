import type { ApiProductRow, ApiRow } from '../load/rows.ts'
import type { Candidate } from './candidate.ts'

const CORS_MAX_AGE_SECONDS = 600

/** What the installation adds to rows. */
export type CompileOptions = {
  /** Where the portal is reached, or null for none. */
  portalOrigin: string | null
}

/** An API becomes a route when a product that is not a draft holds it; else null. */
export function compileRoute(row: ApiRow, { portalOrigin }: CompileOptions): Candidate | null {
  const offered = row.products.filter((product) => product.status !== 'draft')
  if (offered.length === 0) return null
  return {
    kind: 'route',
    spec: {
      id: row.id,
      organizationId: row.organizationId,
      slug: row.slug,
      hosts: [...new Set(row.hosts.map((host) => host.toLowerCase()))],
      upstream: {
        url: row.upstreamUrl.replace(/\/+$/, ''),
        connectTimeoutMs: row.connectTimeoutMs,
        responseTimeoutMs: row.responseTimeoutMs,
        idleTimeoutMs: row.idleTimeoutMs,
      },
      requestBodySizeBytesMax: row.requestBodySizeBytesMax,
      keyLocations: row.keyLocations,
      cors: corsOf(offered, portalOrigin),
      operations: row.operations,
    },
  }
}

/** The union of what the products allow and the portal, whose Try it calls; but never credentials for every origin. */
function corsOf(products: ApiProductRow[], portalOrigin: string | null) {
  const allowed = products.flatMap((product) => product.corsOrigins)
  const origins = [...new Set(portalOrigin === null ? allowed : [...allowed, portalOrigin])].sort()
  if (origins.length === 0) return null
  const isCredentialsAllowed =
    !origins.includes('*') &&
    products.some((product) => product.corsOrigins.length > 0 && product.isCorsCredentialsAllowed)
  return { origins, isCredentialsAllowed, maxAgeSeconds: CORS_MAX_AGE_SECONDS }
}
