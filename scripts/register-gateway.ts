// Registers the gateway that runs beside the house as `local`, and keeps its token in the data directory's secrets. A
// step of a start: repeating it changes nothing, and a lost token is replaced.
import { hash } from 'node:crypto'
import { DEFAULT_ENVIRONMENT_ID } from '#lib/core/config-change.ts'
import { system } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import { readEnv } from '#lib/core/env.ts'
import { registerGateway } from '#lib/gateway/register-gateway.ts'
import { rotateGatewayToken } from '#lib/gateway/rotate-gateway-token.ts'
import { dataPaths } from './stack/paths.ts'
import { keepSecret, keepSecrets } from './stack/secrets.ts'

const NAME = 'local'
const { secrets } = dataPaths(readEnv().DATA_DIR)

/** A token to keep, or null when the kept one is the registered one. */
async function newToken(): Promise<string | null> {
  const where = { environmentId: DEFAULT_ENVIRONMENT_ID, name: NAME, removedAt: null }
  const found = await db.gateway.findFirst({ where, select: { id: true, tokenDigest: true } })
  if (!found) return (await registerGateway(system, { name: NAME })).token
  const kept = keepSecrets(secrets).gatewayToken
  if (kept && hash('sha256', kept) === found.tokenDigest) return null
  return (await rotateGatewayToken(system, { id: found.id })).token
}

const gatewayToken = await newToken()
if (gatewayToken) keepSecret(secrets, { gatewayToken })
await db.$disconnect()
