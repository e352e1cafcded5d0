import { can } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import type { Decision } from '#lib/decision/schema.ts'
import { listInvoices } from '#lib/invoice/queries.ts'

export type WayOut = { href: string; label: string }

/** Where the reader mends what refused the request; null where nothing is to be done, or not by the reader. */
export async function wayOutOf(actor: Actor, decision: Decision): Promise<WayOut | null> {
  const { code, application, organization, subscription } = decision
  if (!application || !organization || !subscription) return null
  const page = `/applications/${application.id}`
  const mayPay = can(actor, 'payment:manage', organization.id)
  if (code === 'spend_cap_reached' && mayPay)
    return { href: `${page}?cap=${subscription.id}`, label: 'Change the spend cap' }
  if (code === 'credit_exhausted' && mayPay)
    return { href: `${page}?credits=${subscription.id}`, label: 'Buy credits' }
  if (code === 'payment_overdue' && can(actor, 'billing:read', organization.id)) {
    const subscriptionId = subscription.id
    const { data } = await listInvoices(actor, {
      side: 'consumer',
      subscriptionId,
      status: 'open',
      limit: 100,
    })
    const oldest = data.at(-1)
    return oldest ? { href: `/invoices/${oldest.id}`, label: `Open invoice ${oldest.number}` } : null
  }
  return null
}
