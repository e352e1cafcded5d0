import type { Actor } from '#lib/core/context.ts'
import { listDrift, listOutboundTasks } from '#lib/payment/drift-queries.ts'
import type { Attention } from './schema.ts'

const LISTED = 5

/** What was given up on its way to Stripe, and where its books still say otherwise. */
export async function stuckPayments(actor: Actor, organizationId: string): Promise<Attention[]> {
  const [tasks, drift] = await Promise.all([
    listOutboundTasks(actor, organizationId),
    listDrift(actor, { organizationId, isOpen: 'true' }),
  ])
  const failed = tasks.filter(({ status }) => status === 'failed')
  return [
    {
      kind: 'payments_given_up',
      total: failed.length,
      items: failed
        .slice(0, LISTED)
        .map(({ id, objectName, lastError: reason }) => ({ id, name: objectName, reason })),
    },
    {
      kind: 'books_differ',
      total: drift.data.length,
      items: drift.data
        .slice(0, LISTED)
        .map(({ id, objectName, what, foundAt: at }) => ({ id, name: objectName, what, at })),
    },
  ]
}
