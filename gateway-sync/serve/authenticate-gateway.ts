import { hash } from 'node:crypto'
import type { Queryable } from '../database.ts'

export type GatewayIdentity = { id: string; name: string; environmentId: string; tokenDigest: string }

export type Authentication =
  | { ok: true; gateway: GatewayIdentity }
  | { ok: false; status: 401 | 403; reason: string }

/** Who a gateway is, by the digest of its token. Nobody else, and nobody who was removed, may connect. */
export async function authenticateGateway(
  client: Queryable,
  environmentId: string,
  authorization: string | undefined,
): Promise<Authentication> {
  const token = /^Bearer ([^\s]{1,512})$/i.exec(authorization ?? '')?.[1]
  if (!token) return { ok: false, status: 401, reason: 'no gateway token' }
  const tokenDigest = hash('sha256', token, 'hex')
  const { rows } = await client.query<Omit<GatewayIdentity, 'tokenDigest'> & { removedAt: Date | null }>({
    name: 'authenticate-gateway',
    text: 'SELECT id, name, "environmentId", "removedAt" FROM gateway WHERE "tokenDigest" = $1',
    values: [tokenDigest],
  })
  const row = rows[0]
  if (!row) return { ok: false, status: 401, reason: 'unknown gateway token' }
  if (row.removedAt) return { ok: false, status: 403, reason: `gateway ${row.id} was removed` }
  if (row.environmentId !== environmentId)
    return { ok: false, status: 403, reason: `gateway ${row.id} belongs to another environment` }
  const { id, name } = row
  return { ok: true, gateway: { id, name, environmentId, tokenDigest } }
}
