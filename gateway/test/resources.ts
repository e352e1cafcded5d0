import {
  type Credential,
  digestKey,
  generateKey,
  type Plan,
  type Resource,
  type Route,
  type Subscription,
  versionOf,
} from '#gateway-sync/contract/index.ts'

/** A resource as sync sends it, with its true version. */
export const resource = <K extends Resource['kind']>(
  kind: K,
  spec: Extract<Resource, { kind: K }>['spec'],
): Resource => ({ kind, version: versionOf(kind, spec), spec }) as Resource

export const route = (upstreamUrl: string, change: Partial<Route> = {}): Resource =>
  resource('route', {
    id: 'api_accounts',
    organizationId: 'org_banking',
    slug: 'accounts',
    hosts: [],
    upstream: {
      url: upstreamUrl,
      connectTimeoutMs: 20_000,
      responseTimeoutMs: 20_000,
      idleTimeoutMs: 20_000,
    },
    requestBodySizeBytesMax: 1_000_000,
    keyLocations: [{ in: 'header', name: 'X-API-Key' }, { in: 'bearer' }],
    cors: null,
    operations: [
      { id: 'listAccounts', method: 'GET', path: '/items' },
      { id: 'getAccount', method: 'GET', path: '/items/{itemId}' },
    ],
    ...change,
  })

export const plan = (change: Partial<Plan> = {}): Resource =>
  resource('plan', {
    id: 'plan_gold',
    name: 'Gold',
    productId: 'prod_accounts',
    apiIds: ['api_accounts'],
    rateLimit: null,
    quota: null,
    ...change,
  })

export const subscription = (change: Partial<Subscription> = {}): Resource =>
  resource('subscription', {
    id: 'sub_mobile',
    planId: 'plan_gold',
    applicationId: 'app_mobile',
    organizationId: 'org_mobile',
    status: 'active',
    ...change,
  })

export const credential = (key: string, change: Partial<Credential> = {}): Resource =>
  resource('credential', {
    id: 'cred_mobile',
    applicationId: 'app_mobile',
    digest: digestKey(key),
    expiresAt: null,
    status: 'active',
    ...change,
  })

/** One API, plan, subscription and key: enough for a request to pass. */
export function offer(
  upstreamUrl: string,
  change: { route?: Partial<Route>; plan?: Partial<Plan> } = {},
): { key: string; resources: Resource[] } {
  const key = generateKey()
  const resources = [route(upstreamUrl, change.route), plan(change.plan), subscription(), credential(key)]
  return { key, resources }
}
