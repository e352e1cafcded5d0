import pg from 'pg'

const APPLICATIONS_OF_ONE = 1_000

export type Seeded = { prefix: string; planId: string; organizationId: string }

const applications = `INSERT INTO application (id, "organizationId", name)
  SELECT 'app_' || $1::text || i, $2, $1::text || ' ' || i FROM generate_series(0, ($3::int - 1) / ${APPLICATIONS_OF_ONE}) i`
// Active since the period began, which ends when the next one of that interval does.
const subscriptions = `INSERT INTO subscription (id, "applicationId", "planId", status, "anchorAt", "billedUntil", "renewsAt")
  SELECT 'sub_' || $1::text || lpad(i::text, 6, '0'), 'app_' || $1::text || i / ${APPLICATIONS_OF_ONE}, $2, 'active', $4::timestamptz,
    $4::timestamptz, $5::timestamptz
  FROM generate_series(0, $3::int - 1) i`
const terms = `INSERT INTO subscription_term (id, "subscriptionId", "planId", "startsAt")
  SELECT 'term_' || id, id, "planId", "anchorAt" FROM subscription WHERE starts_with(id, 'sub_' || $1::text)`
const grants = `INSERT INTO credit_grant (id, "subscriptionId", source, amount, "startsAt")
  SELECT 'crd_' || id, id, 'granted', $2::bigint, "anchorAt" FROM subscription
  WHERE starts_with(id, 'sub_' || $1::text) AND right(id, 6)::int % $3::int = 0`
// Hour after hour from the anchor on; quantities differ, so that a sum that leaves something out shows.
const hours = `INSERT INTO usage_meter_hour (hour, "subscriptionId", "planId", "chargeKey", "gatewayId", "operationKey",
    quantity, requests)
  SELECT s."anchorAt" + h * interval '1 hour', s.id, s."planId", c.key, 'gw_seed', 'operation' || o, 1 + (h * 7 + o) % 50,
    1 + (h * 7 + o) % 50
  FROM subscription s, generate_series(0, $2::int - 1) h, unnest($3::text[]) c(key), generate_series(1, $4::int) o
  WHERE starts_with(s.id, 'sub_' || $1::text)`

/**
 * Writes subscriptions that are billed, past the verbs, with rows of usage for each hour, charge and operation from the
 * period's begin on. Every `grantEvery`th gets credits. Returns how many rows of usage and units that came to.
 */
export async function seedBilled(
  databaseUrl: string,
  { prefix, planId, organizationId }: Seeded,
  period: { startsAt: Date; endsAt: Date },
  size: { subscriptions: number; hours: number; chargeKeys: string[]; operations: number },
  credits?: { cents: number; every: number },
): Promise<{ rows: number; units: number }> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { startsAt, endsAt } = period
    await client.query(applications, [prefix, organizationId, size.subscriptions])
    await client.query(subscriptions, [prefix, planId, size.subscriptions, startsAt, endsAt])
    await client.query(terms, [prefix])
    if (credits) await client.query(grants, [prefix, credits.cents, credits.every])
    await client.query(hours, [prefix, size.hours, size.chargeKeys, size.operations])
    await client.query('VACUUM ANALYZE')
    await client.query('CHECKPOINT')
    const { rows } = await client.query<{ rows: number; units: number }>(
      `SELECT count(*)::int AS rows, sum(quantity)::float8 AS units FROM usage_meter_hour
        WHERE starts_with("subscriptionId", 'sub_' || $1::text)`,
      [prefix],
    )
    return rows[0]!
  } finally {
    await client.end()
  }
}
