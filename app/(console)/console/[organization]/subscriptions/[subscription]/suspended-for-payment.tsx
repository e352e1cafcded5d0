import { PaymentSuspension } from '#components/subscription/payment-suspension.tsx'
import type { Actor } from '#lib/core/context.ts'
import { listInvoices } from '#lib/invoice/queries.ts'
import type { SubscriptionItem } from '#lib/subscription/schema.ts'

type Props = { actor: Actor; subscription: SubscriptionItem; base: string }

/** The invoices that a subscription is suspended for; nothing while it is not. */
export async function SuspendedForPayment({ actor, subscription, base }: Props) {
  const { id, suspendedFor, product } = subscription
  if (suspendedFor !== 'payment') return null
  const { data } = await listInvoices(actor, {
    side: 'provider',
    organizationId: product.organization.id,
    subscriptionId: id,
    status: 'open',
  })
  return <PaymentSuspension invoices={data} hrefOf={(invoiceId) => `${base}/invoices/${invoiceId}`} />
}
