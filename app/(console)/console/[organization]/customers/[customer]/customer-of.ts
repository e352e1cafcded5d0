import { notFound } from 'next/navigation'
import { orNotFound } from '#lib/auth/or-not-found.ts'
import { requireOrganization } from '#lib/auth/require-organization.ts'
import { can } from '#lib/core/authorize.ts'
import { getCustomer } from '#lib/customer/queries.ts'
import { listCurrentCosts } from '#lib/invoice/current-costs.ts'
import { listInvoices } from '#lib/invoice/queries.ts'
import { listCustomerNotices } from '#lib/notice/queries.ts'
import { listSubscriptions } from '#lib/subscription/queries.ts'

/** The customer of the address, as one of this organization's, with all that its page shows. */
export async function customerOf(slug: string, id: string) {
  const { actor, organization, base } = await requireOrganization(slug)
  const { organizationId } = organization
  const customer = await orNotFound(getCustomer(actor, id))
  if (customer.provider.id !== organizationId) notFound()
  const consumerId = customer.consumer.id
  const [invoices, subscriptions, notices] = await Promise.all([
    listInvoices(actor, { side: 'provider', organizationId, customerId: id, limit: 10 }),
    listSubscriptions(actor, { side: 'provider', organizationId, consumerId, limit: 100 }),
    listCustomerNotices(actor, { organizationId, consumerId }),
  ])
  const costs = await listCurrentCosts(
    actor,
    subscriptions.data.map((subscription) => subscription.id),
  )
  const mayManage = can(actor, 'billing:manage', organizationId)
  return { base, customer, invoices, subscriptions: subscriptions.data, costs, notices, mayManage }
}
