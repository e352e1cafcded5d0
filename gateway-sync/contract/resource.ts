/**
 * The neutral form of configuration: what a gateway must enforce, free of any engine's words.
 * Every kind of gateway is compiled from these resources; a kind that is not listed here is refused, never skipped.
 */
import { z } from 'zod'
import { BillingInterval } from './billing-period.ts'

const id = z.string().min(1).max(64)
const positive = z.int().min(1)

/** Headers that frame a message or say who is calling: no place for a key. */
const unfitKeyHeaders = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'expect',
  'upgrade',
  'origin',
])

/** True for a header that a key may be sent in: a gateway refuses routes with any other. */
export function isFitKeyHeader(name: string): boolean {
  const lower = name.toLowerCase()
  return /^[!#$%&'*+.^`|~\w-]+$/.test(name) && !unfitKeyHeaders.has(lower) && !lower.startsWith('gatehouse-')
}

/** Headers of an answer that a client needs to read it, or that end at the gateway: none may be taken out as a meter. */
const unfitMeterHeaders = new Set([
  ...['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'te', 'trailer', 'proxy-authenticate'],
  ...['content-length', 'content-type', 'content-encoding', 'content-range', 'location', 'set-cookie'],
  ...['www-authenticate', 'x-request-id'],
])

/** True for a response header that an upstream may report a number in: the gateway takes it out of the answer. */
export const isFitMeterHeader = (name: string): boolean =>
  /^[a-z0-9!#$%&'*+.^_`|~-]+$/.test(name) && !unfitMeterHeaders.has(name) && !name.startsWith('gatehouse-')

/** Where a consumer may present a key, tried in order. */
export const KeyLocation = z.discriminatedUnion('in', [
  z.strictObject({
    in: z.literal('header'),
    name: z.string().min(1).max(128).refine(isFitKeyHeader, 'A key cannot be sent in this header'),
  }),
  z.strictObject({ in: z.literal('bearer') }),
  z.strictObject({ in: z.literal('query'), name: z.string().min(1).max(128) }),
])
export type KeyLocation = z.infer<typeof KeyLocation>

/** Cross-origin rule of a route: the union of what the published products that hold the API allow. */
export const Cors = z.strictObject({
  origins: z.array(z.string().max(512)).max(200),
  isCredentialsAllowed: z.boolean(),
  maxAgeSeconds: z.int().min(0).max(86_400),
})
export type Cors = z.infer<typeof Cors>

/** One operation of an API: `path` is an OpenAPI template relative to the route, e.g. `/accounts/{accountId}`. */
export const RouteOperation = z.strictObject({
  id,
  method: z.string().min(1).max(16),
  path: z.string().max(2048),
})
export type RouteOperation = z.infer<typeof RouteOperation>

/** An API as it is reachable at the gateway: by `/{slug}/…` and, if any, by host names. */
export const Route = z.strictObject({
  /** The API's id. */
  id,
  /** The organization that provides the API. */
  organizationId: id,
  slug: z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/),
  hosts: z.array(z.string().max(253)).max(20),
  upstream: z.strictObject({
    /** Origin and base path; a trailing slash is dropped. */
    url: z.url({ protocol: /^https?$/ }),
    connectTimeoutMs: positive.max(60_000),
    /** From the request's end to the response's headers. */
    responseTimeoutMs: positive.max(600_000),
    /** Longest silence inside a body; streams (SSE) are exempt. */
    idleTimeoutMs: positive.max(600_000),
  }),
  requestBodySizeBytesMax: positive,
  keyLocations: z.array(KeyLocation).min(1).max(8),
  cors: Cors.nullable(),
  operations: z.array(RouteOperation).max(20_000),
})
export type Route = z.infer<typeof Route>

export const RateLimit = z.strictObject({
  /** Never more than `requests` in any interval of `windowSeconds`. */
  requests: positive,
  windowSeconds: positive.max(86_400),
  /** When set, at most this many at once; beyond it requests are spread evenly over the window. */
  burst: positive.optional(),
})
export type RateLimit = z.infer<typeof RateLimit>

export const Quota = z.strictObject({
  /** Never more than `requests` in a UTC day or a UTC calendar month, over all gateways. */
  requests: positive,
  period: z.enum(['day', 'month']),
})
export type Quota = z.infer<typeof Quota>

/** Status classes of the upstream's answer; part of a meter: which of them count. */
export const StatusClass = z.enum(['2xx', '3xx', '4xx', '5xx'])
export type StatusClass = z.infer<typeof StatusClass>

const meterBase = {
  /** The plan's charge that the quantity belongs to. */
  key: z.string().regex(/^[a-z0-9](?:[a-z0-9_-]{0,38}[a-z0-9])?$/),
  /** Only requests whose upstream answered with one of these count. */
  statuses: z.array(StatusClass).min(1).max(4),
}

/**
 * What is counted of a request that the upstream answered. `requests`: 1, or the operation's weight (0: not billable).
 * `response_bytes`: body bytes to the client. `upstream_header`: a whole number from 0 to 1,000,000,000 in a response
 * header, which the gateway reads and removes; anything else counts 0 and is recorded as an anomaly.
 */
export const Meter = z.discriminatedUnion('kind', [
  z.strictObject({
    ...meterBase,
    kind: z.literal('requests'),
    /** Weight of an operation by its id; others count `defaultWeight`. */
    weights: z.record(id, z.int().min(0).max(1_000_000)),
    defaultWeight: z.int().min(0).max(1_000_000),
  }),
  z.strictObject({ ...meterBase, kind: z.literal('response_bytes') }),
  z.strictObject({
    ...meterBase,
    kind: z.literal('upstream_header'),
    header: z.string().max(128).refine(isFitMeterHeader, 'A number cannot be reported in this header'),
  }),
])
export type Meter = z.infer<typeof Meter>

/**
 * A subscription's spend is limited (prepaid credits, a spend cap): of these charges the gateway may pass only units that
 * sync has granted for the billing period. Sync decides by the plan's prices; the gateway knows units only.
 */
export const Budget = z.strictObject({
  /** Start of the subscription's first billing period, ms since the epoch, in the subscription's own time. */
  anchorAt: z.int(),
  interval: BillingInterval,
  /** Keys of meters of the plan. */
  charges: z.array(meterBase.key).min(1).max(20),
})
export type Budget = z.infer<typeof Budget>

export const Plan = z.strictObject({
  id,
  name: z.string().max(200),
  productId: id,
  /** Routes (API ids) that a subscription to this plan opens. */
  apiIds: z.array(id).max(500),
  rateLimit: RateLimit.nullable(),
  quota: Quota.nullable(),
  /** What is counted for the plan's price; absent when it has none. */
  meters: z
    .array(Meter)
    .min(1)
    .max(20)
    .refine(
      (meters) => new Set(meters.map(({ key }) => key)).size === meters.length,
      'Two meters have one key',
    )
    .optional(),
})
export type Plan = z.infer<typeof Plan>

/** Application × plan. Only `active` lets requests pass; the others exist so that a refusal can say why. */
export const Subscription = z.strictObject({
  id,
  planId: id,
  applicationId: id,
  /** The consuming organization. */
  organizationId: id,
  /** `unpaid`: suspended by the platform until an overdue invoice is paid. */
  status: z.enum(['pending', 'active', 'suspended', 'unpaid', 'refused', 'cancelled']),
  /** Absent: spend is not limited. */
  budget: Budget.optional(),
  /**
   * A sandbox's test clock: the subscription's own time is the real one plus this. Quota periods, budgets and metered
   * hours go by it. Absent: 0.
   */
  clockOffsetMs: z.int().min(0).optional(),
})
export type Subscription = z.infer<typeof Subscription>

/** An API key, known by its SHA-256 digest only. */
export const Credential = z.strictObject({
  id,
  applicationId: id,
  /** SHA-256 of the whole key, 64 lower-case hex digits. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  /** Milliseconds since the epoch, or null for never. */
  expiresAt: z.int().nullable(),
  status: z.enum(['active', 'revoked']),
})
export type Credential = z.infer<typeof Credential>

export const ResourceKind = z.enum(['route', 'plan', 'subscription', 'credential'])
export type ResourceKind = z.infer<typeof ResourceKind>

/** A content hash: the first 12 hex digits (48 bits) of SHA-256 over the canonical JSON of `kind`, and `spec`. */
export const Version = z.string().regex(/^[0-9a-f]{12}$/)

/** A resource on the wire and on disk. */
export const Resource = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('route'), version: Version, spec: Route }),
  z.strictObject({ kind: z.literal('plan'), version: Version, spec: Plan }),
  z.strictObject({ kind: z.literal('subscription'), version: Version, spec: Subscription }),
  z.strictObject({ kind: z.literal('credential'), version: Version, spec: Credential }),
])
export type Resource = z.infer<typeof Resource>

/** Names one resource: `kind/id`. */
export const ResourceRef = z.strictObject({ kind: ResourceKind, id })
export type ResourceRef = z.infer<typeof ResourceRef>
