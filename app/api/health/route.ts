import { getHealth } from '#lib/health/queries.ts'

export const dynamic = 'force-dynamic'

/** For load balancers and supervisors: 200 when every part is up, otherwise 503 with the part that is missing. */
export async function GET(): Promise<Response> {
  const { isUp, parts } = await getHealth()
  return Response.json(
    { status: isUp ? 'ok' : 'unavailable', parts },
    { status: isUp ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  )
}
