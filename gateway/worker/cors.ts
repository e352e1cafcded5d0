import type { CompiledCors } from './route.ts'

/** Response headers of ours that a page may read. */
const EXPOSED = 'gatehouse-decision-id, x-request-id, ratelimit, ratelimit-policy, retry-after'

/**
 * Adds the cross-origin headers of an answer to `headers` (name and value in turn). `origin` is the request's, or
 * empty. A rule for any origin never allows credentials: that would open every reader's session to every page.
 */
export function addCorsHeaders(cors: CompiledCors, origin: string, headers: string[]): void {
  if (!cors.isAnyOrigin) headers.push('vary', 'origin')
  if (origin === '' || !isAllowed(cors, origin)) return
  headers.push('access-control-allow-origin', cors.isAnyOrigin ? '*' : origin)
  if (cors.isCredentialsAllowed && !cors.isAnyOrigin) headers.push('access-control-allow-credentials', 'true')
  headers.push('access-control-expose-headers', EXPOSED)
}

/** Adds the headers of the answer to a preflight that asked for `method` and `names` (a header list, or empty). */
export function addPreflightHeaders(
  cors: CompiledCors,
  origin: string,
  method: string,
  names: string,
  headers: string[],
): void {
  addCorsHeaders(cors, origin, headers)
  if (!isAllowed(cors, origin)) return
  headers.push('access-control-allow-methods', method, 'access-control-max-age', cors.maxAge)
  if (names !== '') headers.push('access-control-allow-headers', names)
}

const isAllowed = (cors: CompiledCors, origin: string): boolean =>
  cors.isAnyOrigin || cors.origins.has(origin)
