import type { Pool } from 'undici'
import type { Route } from '#gateway-sync/contract/index.ts'
import { OperationMatcher } from './operation-matcher.ts'

/** A route, made ready for the hot path. */
export interface CompiledRoute {
  spec: Route
  pool: Pool
  /** Path of the upstream's URL without a trailing slash; empty for none. */
  basePath: string
  /** Header names that carry a key, lower case and with hyphens. */
  keyHeaders: ReadonlySet<string>
  keyParameters: ReadonlySet<string>
  isBearerAccepted: boolean
  cors: CompiledCors | null
  operations: OperationMatcher
  /** Length of `/slug`. */
  prefixLength: number
  /** This route's part of a journal line. */
  journal: string
}

export interface CompiledCors {
  isAnyOrigin: boolean
  origins: ReadonlySet<string>
  isCredentialsAllowed: boolean
  maxAge: string
}

/** Lower case with hyphens for underscores: names that many upstreams cannot tell apart get one form. */
export const canonicalName = (name: string): string => name.toLowerCase().replaceAll('_', '-')

/** Compiles a route; the pool belongs to its upstream. */
export function compileRoute(spec: Route, pool: Pool): CompiledRoute {
  const headers = new Set<string>()
  const parameters = new Set<string>()
  let isBearerAccepted = false
  for (const location of spec.keyLocations) {
    if (location.in === 'header') headers.add(canonicalName(location.name))
    else if (location.in === 'query') parameters.add(location.name)
    else isBearerAccepted = true
  }
  return {
    spec,
    pool,
    basePath: new URL(spec.upstream.url).pathname.replace(/\/+$/, ''),
    keyHeaders: headers,
    keyParameters: parameters,
    isBearerAccepted,
    cors: spec.cors && {
      isAnyOrigin: spec.cors.origins.includes('*'),
      origins: new Set(spec.cors.origins),
      isCredentialsAllowed: spec.cors.isCredentialsAllowed,
      maxAge: String(spec.cors.maxAgeSeconds),
    },
    operations: new OperationMatcher(spec.operations),
    prefixLength: spec.slug.length + 1,
    journal: `,"route":${JSON.stringify(spec.id)}`,
  }
}
