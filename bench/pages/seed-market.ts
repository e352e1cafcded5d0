import pg from 'pg'
import { publishProduct } from '#lib/product/publish-product.ts'
import { makeApi } from '#prisma/factories/api.ts'
import { type MadeOrganization, makeOrganization } from '#prisma/factories/organization.ts'
import { makePlan, makeProduct } from '#prisma/factories/product.ts'

const APIS = 50
const CONSUMERS = 100
const SUBSCRIPTIONS_WITH_TRAFFIC = 1_000
const DECISIONS = 100_000

export type Market = { provider: MadeOrganization; productSlug: string; applicationId: string }

/** What of the market is written past the verbs; `$1` is the provider, `$2` how many. */
const products = `INSERT INTO api_product (id, "organizationId", name, slug, summary, description, visibility, status,
    "publishedAt", "updatedAt")
  SELECT 'prod_seed' || i, $1, 'Offer ' || i, 'offer-' || i, 'What offer ' || i || ' is good for',
    repeat('Accounts, payments and prices, with **limits** that hold. ', 20), 'public', 'published', now(), now()
  FROM generate_series(1, $2::int) i`
const productApis = `INSERT INTO api_product_api ("productId", "apiId", position)
  SELECT p.id, a.id, a.n FROM (SELECT id, row_number() OVER () AS n FROM api_product WHERE id LIKE 'prod_seed%') p
  JOIN (SELECT id, row_number() OVER () AS n, count(*) OVER () AS all FROM api WHERE "organizationId" = $1) a
    ON a.n - 1 IN (p.n % a.all, (p.n * 7 + 3) % a.all)`
const plans = `INSERT INTO plan (id, "productId", "seriesId", name, "rateLimitRequests", "rateLimitWindowSeconds", "quotaRequests",
    "quotaPeriod", approval, position, "updatedAt")
  SELECT 'plan_seed' || i || '_' || n, 'prod_seed' || i, 'plan_seed' || i || '_' || n, (ARRAY['Free', 'Gold'])[n], 10 * n, 1, 100000 * n, 'month',
    (ARRAY['automatic', 'manual'])[n], n, now()
  FROM generate_series(1, $1::int) i, generate_series(1, 2) n`
const consumers = `INSERT INTO organization (id, slug, name)
  SELECT 'org_seed' || i, 'consumer-' || i, 'Consumer ' || i FROM generate_series(1, $1::int) i`
const applications = `INSERT INTO application (id, "organizationId", name)
  SELECT 'app_seed' || lpad(i::text, 6, '0'), 'org_seed' || 1 + i % $2::int, 'Client ' || i
  FROM generate_series(1, $1::int) i`
const subscriptions = `INSERT INTO subscription (id, "applicationId", "planId", status)
  SELECT 'sub_seed' || lpad(i::text, 6, '0') || '_' || n, 'app_seed' || lpad(i::text, 6, '0'),
    'plan_seed' || 1 + (i * (1 + 6 * (n - 1))) % $2::int || '_' || n,
    CASE WHEN n = 2 AND i % 10 = 0 THEN 'pending' ELSE 'active' END
  FROM generate_series(1, $1::int) i, generate_series(1, 2) n`
const credentials = `INSERT INTO credential (id, "applicationId", name, digest, hint, "lastUsedAt")
  SELECT 'cred_seed' || lpad(i::text, 6, '0'), 'app_seed' || lpad(i::text, 6, '0'), 'Server',
    encode(sha256(('page ' || i)::bytea), 'hex'), 'seed', now() - i * interval '1 second'
  FROM generate_series(1, $1::int) i`
// A week, hour by hour, of the subscriptions with traffic.
const hours = `INSERT INTO usage_hour (hour, "gatewayId", "apiId", "operationKey", "subscriptionId", "planId",
    "applicationId", requests, billable, refused, errors, "bytesIn", "bytesOut", latency)
  SELECT date_trunc('hour', now()) - h * interval '1 hour', 'gw_seed', x."apiId", 'listThings', s.id, s."planId",
    s."applicationId", 120, 110, 10, 2, 0, 480000, array_fill(3, ARRAY[40])
  FROM (SELECT * FROM subscription WHERE id LIKE 'sub_seed%' ORDER BY id LIMIT $1) s
  JOIN plan p ON p.id = s."planId" JOIN LATERAL (SELECT min("apiId") AS "apiId" FROM api_product_api
    WHERE "productId" = p."productId") x ON true, generate_series(0, 167) h`
// As sync keeps them: each day is the sum of its hours.
const days = `INSERT INTO usage_day SELECT date_trunc('day', hour, 'UTC'), "gatewayId", "apiId", "operationKey",
    "subscriptionId", "planId", "applicationId", sum(requests), sum(billable), sum(refused), sum(errors), sum("bytesIn"),
    sum("bytesOut"), latency_sum(latency)
  FROM usage_hour GROUP BY 1, 2, 3, 4, 5, 6, 7`
const decisions = `INSERT INTO decision (id, "gatewayId", at, "durationMs", "upstreamMs", method, path, status, code,
    "bytesIn", "bytesOut", revision, "apiId", "operationKey", "applicationId", "subscriptionId", "planId")
  SELECT 'dec_seed' || lpad(i::text, 12, '0'), 'gw_seed', now() - i * interval '0.8 seconds', 12, 10, 'GET', '/things',
    CASE WHEN i % 12 = 0 THEN 429 ELSE 200 END, CASE WHEN i % 12 = 0 THEN 'rate_limited' END, 0, 4000, 3, u."apiId",
    'listThings', u."applicationId", u."subscriptionId", u."planId"
  FROM generate_series(1, $1::int) i JOIN (SELECT *, row_number() OVER () AS n, count(*) OVER () AS all FROM usage_hour
    WHERE hour = date_trunc('hour', now())) u ON u.n - 1 = i % u.all`

/**
 * A market as a large house has it: one provider with 1,000 published products (two plans and two of 50 APIs each), 10,000
 * applications of 100 organizations with two subscriptions each, a week of traffic. The parts that make it large are
 * written past the verbs.
 */
export async function seedMarket(
  databaseUrl: string,
  size: { products: number; applications: number },
): Promise<Market> {
  const provider = await makeOrganization('Provider')
  const apis = []
  for (let i = 0; i < APIS; i++) apis.push(await makeApi(provider))
  const product = await makeProduct(provider, { name: 'Offer 0', apiIds: [apis[0]!.id] })
  await makePlan(provider, product.id)
  await publishProduct(provider.owner, { id: product.id })
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query(products, [provider.id, size.products])
    await client.query(productApis, [provider.id])
    await client.query(plans, [size.products])
    await client.query(consumers, [CONSUMERS])
    await client.query(applications, [size.applications, CONSUMERS])
    await client.query(subscriptions, [size.applications, size.products])
    await client.query(credentials, [size.applications])
    await client.query(hours, [SUBSCRIPTIONS_WITH_TRAFFIC])
    await client.query(days)
    await client.query(decisions, [DECISIONS])
    await client.query('ANALYZE')
  } finally {
    await client.end()
  }
  return { provider, productSlug: 'offer-1', applicationId: 'app_seed000001' }
}
