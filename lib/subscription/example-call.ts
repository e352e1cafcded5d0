import { organizationIdsOf, requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import { readEnv } from '#lib/core/env.ts'

/**
 * A `curl` line that works once `$GATEHOUSE_KEY` is a key of the application: the first GET operation without parameters in its
 * path, of an API that one of its active subscriptions opens. Null while none is active.
 */
export async function findExampleCall(actor: Actor, applicationId: string): Promise<string | null> {
  requireSignedIn(actor)
  const subscription = await db.subscription.findFirst({
    where: { applicationId, status: 'active', application: { organizationId: organizationIdsOf(actor) } },
    orderBy: { createdAt: 'desc' },
    select: {
      plan: {
        select: {
          product: {
            select: {
              apis: {
                orderBy: { position: 'asc' },
                take: 1,
                select: { api: { select: { slug: true, currentVersionId: true } } },
              },
            },
          },
        },
      },
    },
  })
  const api = subscription?.plan.product.apis[0]?.api
  if (!api) return null
  const operation = api.currentVersionId
    ? await db.apiOperation.findFirst({
        where: { apiVersionId: api.currentVersionId, method: 'GET', NOT: { path: { contains: '{' } } },
        orderBy: { position: 'asc' },
        select: { path: true },
      })
    : null
  const { GATEWAY_PUBLIC_URL } = readEnv()
  return `curl -H "X-API-Key: $GATEHOUSE_KEY" \\\n  ${GATEWAY_PUBLIC_URL}/${api.slug}${operation?.path ?? '/'}`
}
