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
}

export type CredentialRow = {
  id: string
  applicationId: string
  digest: string
  /** Milliseconds since the epoch. */
  expiresAt: number | null
  isRevoked: boolean
}

export type Rows = {
  apis: ApiRow[]
  plans: PlanRow[]
  subscriptions: SubscriptionRow[]
  credentials: CredentialRow[]
}
