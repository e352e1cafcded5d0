/** What a search finds: enough to name it and to link to it. */
export type Found = {
  kind: 'api' | 'product' | 'application' | 'subscription' | 'credential' | 'gateway' | 'decision'
  id: string
  name: string
  /** Of a product in the catalogue. */
  slug?: string
  /** Of a credential. */
  applicationId?: string
}

export const FOUND_LABELS: Record<Found['kind'], string> = {
  api: 'API',
  product: 'API product',
  application: 'Application',
  subscription: 'Subscription',
  credential: 'Key',
  gateway: 'Gateway',
  decision: 'Decision',
}
