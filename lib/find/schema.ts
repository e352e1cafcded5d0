/** What a search finds: enough to name it and to link to it. An `application` is the reader's own, a `subscriber` calls its products. */
export type Found = {
  kind:
    | 'api'
    | 'version'
    | 'product'
    | 'plan'
    | 'application'
    | 'subscriber'
    | 'subscription'
    | 'credential'
    | 'customer'
    | 'invoice'
    | 'gateway'
    | 'change'
    | 'decision'
    | 'organization'
  id: string
  name: string
  /** Of a product in the catalogue, and of an organization. */
  slug?: string
  /** What it is shown with: a version's API, a plan's product, a credential's application. */
  parentId?: string
  /** Of a credential: its application is one of the reader's own. */
  isOwn?: boolean
}

export const FOUND_LABELS: Record<Found['kind'], string> = {
  api: 'API',
  version: 'Version',
  product: 'API product',
  plan: 'Plan',
  application: 'My application',
  subscriber: 'Application',
  subscription: 'Subscription',
  credential: 'Key',
  customer: 'Customer',
  invoice: 'Invoice',
  gateway: 'Gateway',
  change: 'Change',
  decision: 'Decision',
  organization: 'Organization',
}
