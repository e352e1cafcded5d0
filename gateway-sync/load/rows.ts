/** Rows as the compiler reads them: one row holds all that its resource is made of. */

export type ProductStatus = 'draft' | 'published' | 'withdrawn'

export type ApiRow = {
  id: string
  organizationId: string
  slug: string
  hosts: string[]
  upstreamUrl: string
  connectTimeoutMs: number
  responseTimeoutMs: number
  idleTimeoutMs: number
  requestBodySizeBytesMax: number
  /** KeyLocation[] of the contract, as stored: not yet checked. */
  keyLocations: unknown
  /** Of the current version; `id` is the operation's key. */
  operations: { id: string; method: string; path: string }[]
  /** Every product that holds the API, drafts included, by id. */
  products: ApiProductRow[]
}

export type ApiProductRow = {
  id: string
  status: ProductStatus
  corsOrigins: string[]
  isCorsCredentialsAllowed: boolean
}

export type PlanRow = {
  id: string
  name: string
  productId: string
  productStatus: ProductStatus
  apiIds: string[]
  rateLimitRequests: number | null
  rateLimitWindowSeconds: number | null
  rateLimitBurst: number | null
  quotaRequests: number | null
  quotaPeriod: string | null
  /** hard or soft; absent: hard. */
  quotaMode?: string
  /** Pricing, as stored: not yet checked. Absent or null: a free plan. */
  pricing?: unknown
}

export type SubscriptionRow = {
  id: string
  planId: string
  applicationId: string
  /** The application's organization. */
  organizationId: string
  status: string
  /** Of the plan's product. */
  productStatus: ProductStatus
  /** provider or payment, while suspended. */
  suspendedFor?: string | null
  /** Start of the first billing period, ms since the epoch in the subscription's own time. */
  anchorAt?: number | null
  /** It has a spend cap, or its plan is prepaid. */
  isSpendLimited?: boolean
  /** The plan's, as stored: not yet checked. Only read when it limits spend. */
  pricing?: unknown
  /** Of the application's organization; absent: 0. */
  clockOffsetMs?: number
}

export type CredentialRow = {
  id: string
  applicationId: string
  digest: string
  /** Milliseconds since the epoch, in the own time of the application's organization. */
  expiresAt: number | null
  isRevoked: boolean
  /** Of the application's organization; absent: 0. */
  clockOffsetMs?: number
}

export type Rows = {
  apis: ApiRow[]
  plans: PlanRow[]
  subscriptions: SubscriptionRow[]
  credentials: CredentialRow[]
}
