import type { CallingApplication } from '#components/reference/reference-types.ts'
import { currentActor } from '#lib/auth/session.ts'
import { listSubscriptions } from '#lib/subscription/queries.ts'

/** The reader's applications with an active subscription to the product. */
export async function callingApplications(productId: string): Promise<CallingApplication[]> {
  const actor = await currentActor()
  if (actor.kind === 'anonymous') return []
  const { data } = await listSubscriptions(actor, {
    side: 'consumer',
    productId,
    status: 'active',
    limit: 100,
  })
  const applications = new Map(data.map(({ application }) => [application.id, application.name]))
  return [...applications].map(([id, name]) => ({ id, name }))
}
