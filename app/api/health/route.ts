import { getHealth } from '#lib/health/get-health.ts'

export const dynamic = 'force-dynamic'

/** For load balancers and supervisors: 200 when every part is up, otherwise 503 with the missing part. */
export async function GET(): Promise<Response> {
  const health = await getHealth()
  return Response.json(health, {
    status: health.status === 'ok' ? 200 : 503,
    headers: { 'cache-control': 'no-store' },
  })
}
