import type { Lease } from './contract/index.ts'
import type { Queryable } from './database.ts'
import type { GatewayIdentity } from './serve/authenticate-gateway.ts'

export type EnvironmentNow = {
  revision: number
  lease: Lease
  /** Of the gateways asked for: those whose token no longer admits them. */
  expelled: Set<string>
}

/** How the environment stands, and which of the connected gateways were removed or given another token. */
export async function pollEnvironment(
  client: Queryable,
  environmentId: string,
  connected: GatewayIdentity[],
): Promise<EnvironmentNow> {
  const { rows } = await client.query<{
    revision: number
    leaseSeconds: number
    leaseOnExpiry: string
    admitted: string[]
  }>({
    name: 'poll-environment',
    text: `SELECT revision, "leaseSeconds", "leaseOnExpiry",
        ARRAY(SELECT "tokenDigest" FROM gateway WHERE "tokenDigest" = ANY($2) AND "removedAt" IS NULL
          AND "environmentId" = e.id) AS admitted
      FROM environment e WHERE id = $1`,
    values: [environmentId, connected.map((gateway) => gateway.tokenDigest)],
  })
  const row = rows[0]
  if (!row) throw new Error(`There is no environment ${environmentId}.`)
  const admitted = new Set(row.admitted)
  return {
    revision: row.revision,
    // Anything but a clear permission to go on serving is read as the strict choice.
    lease: {
      seconds: Math.max(1, row.leaseSeconds),
      onExpiry: row.leaseOnExpiry === 'serve' ? 'serve' : 'refuse',
    },
    expelled: new Set(
      connected.filter((gateway) => !admitted.has(gateway.tokenDigest)).map((gateway) => gateway.id),
    ),
  }
}
