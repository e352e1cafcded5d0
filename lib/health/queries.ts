import { gatewayCount } from '#lib/application/queries.ts'
import { db } from '#lib/core/db.ts'
import { readEnv } from '#lib/core/env.ts'
import type { Health, HealthPart } from './schema.ts'

const PROBE_TIMEOUT_MS = 2_000

/** Answers the part as down when `probe` throws or takes too long; why stays in the platform. */
async function probed(
  name: HealthPart['name'],
  detail: string,
  probe: () => Promise<boolean>,
): Promise<HealthPart> {
  const late = new Promise<boolean>((resolve) => setTimeout(resolve, PROBE_TIMEOUT_MS, false).unref())
  const isUp = await Promise.race([probe().catch(() => false), late])
  return { name, isUp, detail: isUp ? null : detail }
}

async function isSyncUp(): Promise<boolean> {
  const answer = await fetch(`http://127.0.0.1:${readEnv().SYNC_PORT}/healthz`, {
    signal: AbortSignal.timeout(PROBE_TIMEOUT_MS),
  })
  return answer.ok
}

const isGatewayUp = async (): Promise<boolean> => (await gatewayCount()).connected > 0

/**
 * Whether each part of the platform answers, for `GET /api/health`: 200 when `isUp`, else 503 with the part that is
 * missing. Takes two seconds at most and needs no sign-in.
 */
export async function getHealth(): Promise<Health> {
  const parts: HealthPart[] = [
    { name: 'web', isUp: true, detail: null },
    ...(await Promise.all([
      probed('database', 'PostgreSQL does not answer.', async () => {
        await db.$queryRaw`SELECT 1`
        return true
      }),
      probed('sync', 'sync does not answer at its port.', isSyncUp),
      probed('gateway', 'No gateway is connected to sync and was seen within 10 s.', isGatewayUp),
    ])),
  ]
  return { isUp: parts.every((part) => part.isUp), parts }
}
