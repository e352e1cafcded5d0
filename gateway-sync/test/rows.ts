import fc from 'fast-check'
import type { ApiRow, CredentialRow, PlanRow, ProductStatus, Rows, SubscriptionRow } from '../load/rows.ts'

/** A small world, as the tables hold it; `toRows` joins it as the selections do. */
type World = {
  products: { status: ProductStatus; apis: number[]; cors: boolean }[]
  apis: { isBroken: boolean; host: number; timeout: number }[]
  plans: { product: number; requests: number }[]
  subscriptions: { plan: number; status: string }[]
  credentials: { isRevoked: boolean; expiresAt: number | null }[]
}

const COUNT = 4
const index = fc.nat(COUNT - 1)
const atMost = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: COUNT })
const exactly = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: COUNT, maxLength: COUNT })

/** Any state of the small world. With `isSound`, no row breaks a rule of the contract. */
export const worlds = (isSound: boolean): fc.Arbitrary<World> =>
  fc.record({
    products: exactly(
      fc.record({
        status: fc.constantFrom<ProductStatus>('draft', 'published', 'withdrawn'),
        apis: fc.uniqueArray(index),
        cors: fc.boolean(),
      }),
    ),
    apis: exactly(
      fc.record({
        isBroken: isSound ? fc.constant(false) : fc.boolean(),
        host: isSound ? fc.constant(-1) : fc.integer({ min: -1, max: 1 }),
        timeout: fc.integer({ min: 1, max: 3 }),
      }),
    ),
    plans: atMost(fc.record({ product: index, requests: fc.integer({ min: isSound ? 1 : 0, max: 3 }) })),
    subscriptions: atMost(fc.record({ plan: index, status: fc.constantFrom('active', 'suspended') })),
    credentials: atMost(fc.record({ isRevoked: fc.boolean(), expiresAt: fc.option(fc.nat(5)) })),
  })

export function toRows({ products, apis, plans, subscriptions, credentials }: World): Rows {
  return {
    apis: apis.map(
      ({ isBroken, host, timeout }, i): ApiRow => ({
        id: `api_${i}`,
        organizationId: 'org_1',
        slug: `api-${i}`,
        hosts: host < 0 ? [] : [`h${host}.example`],
        upstreamUrl: isBroken ? 'nowhere' : 'http://upstream.example/',
        connectTimeoutMs: timeout,
        responseTimeoutMs: 1,
        idleTimeoutMs: 1,
        requestBodySizeBytesMax: 1,
        keyLocations: [{ in: 'bearer' }],
        operations: [],
        products: products
          .map((product, p) => ({ product, p }))
          .filter(({ product }) => product.apis.includes(i))
          .map(({ product, p }) => ({
            id: `prod_${p}`,
            status: product.status,
            corsOrigins: product.cors ? [`https://p${p}.example`] : [],
            isCorsCredentialsAllowed: false,
          })),
      }),
    ),
    plans: plans.map(({ product, requests }, i): PlanRow => {
      const { status, apis: held } = products[product]!
      return {
        id: `plan_${i}`,
        name: `Plan ${i}`,
        productId: `prod_${product}`,
        productStatus: status,
        apiIds: held.map((api) => `api_${api}`),
        rateLimitRequests: requests,
        rateLimitWindowSeconds: 60,
        rateLimitBurst: null,
        quotaRequests: null,
        quotaPeriod: null,
      }
    }),
    subscriptions: subscriptions
      .filter(({ plan }) => plan < plans.length)
      .map(
        ({ plan, status }, i): SubscriptionRow => ({
          id: `sub_${i}`,
          planId: `plan_${plan}`,
          applicationId: 'app_1',
          organizationId: 'org_2',
          status,
          productStatus: products[plans[plan]!.product]!.status,
        }),
      ),
    credentials: credentials.map(
      ({ isRevoked, expiresAt }, i): CredentialRow => ({
        id: `cred_${i}`,
        applicationId: 'app_1',
        digest: String(i).padStart(64, '0'),
        expiresAt,
        isRevoked,
      }),
    ),
  }
}

/** Every resource that rows of the small world can make. */
export const everyRef = Array.from({ length: COUNT }, (_, i) => [
  { kind: 'route' as const, id: `api_${i}` },
  { kind: 'plan' as const, id: `plan_${i}` },
  { kind: 'subscription' as const, id: `sub_${i}` },
  { kind: 'credential' as const, id: `cred_${i}` },
]).flat()
