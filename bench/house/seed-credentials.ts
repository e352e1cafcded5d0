import pg from 'pg'

const APPLICATIONS = 10_000

const applications = `INSERT INTO application (id, "organizationId", name)
  SELECT 'app_seed' || i, $1, 'Seeded ' || i FROM generate_series(1, $2::int) i ON CONFLICT DO NOTHING`
const subscriptions = `INSERT INTO subscription (id, "applicationId", "planId", status)
  SELECT 'sub_seed' || i, 'app_seed' || i, $1, 'active' FROM generate_series(1, $2::int) i ON CONFLICT DO NOTHING`
// As ids and digests of real keys are: sorted by time the one, without any order the other.
const credentials = `INSERT INTO credential (id, "applicationId", name, digest, hint)
  SELECT 'cred_seed' || lpad(to_hex(i), 16, '0'), 'app_seed' || (1 + i % $3::int), 'Seeded',
    encode(sha256(('seed ' || i)::bytea), 'hex'), 'seed'
  FROM generate_series($1::int, $2::int) i`

/**
 * Writes credentials past the verbs until there are `total` of them, spread over 10,000 applications that subscribe to
 * the plan. Sync learns of them when it starts.
 */
export async function seedCredentials(
  databaseUrl: string,
  owner: { organizationId: string; planId: string },
  total: number,
): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ count: number }>('SELECT count(*)::int AS count FROM credential')
    const first = rows[0]!.count + 1
    await client.query(applications, [owner.organizationId, APPLICATIONS])
    await client.query(subscriptions, [owner.planId, APPLICATIONS])
    await client.query(credentials, [first, total, APPLICATIONS])
    await tidy(client)
  } finally {
    await client.end()
  }
}

/** Takes away what was seeded. */
export async function removeSeededCredentials(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query("DELETE FROM credential WHERE id LIKE 'cred\\_seed%'")
    await client.query("DELETE FROM subscription WHERE id LIKE 'sub\\_seed%'")
    await client.query("DELETE FROM application WHERE id LIKE 'app\\_seed%'")
    await tidy(client)
  } finally {
    await client.end()
  }
}

/** Lets PostgreSQL do now what it would otherwise do behind the measuring. */
async function tidy(client: pg.Client): Promise<void> {
  await client.query('VACUUM ANALYZE')
  await client.query('CHECKPOINT')
}
