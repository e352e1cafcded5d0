import { Section } from '#components/patterns/section.tsx'
import { SandboxAct } from '#components/sandbox/sandbox-act.tsx'
import { SandboxInvoices } from '#components/sandbox/sandbox-invoices.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { can } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { formatMoney } from '#lib/core/money.ts'
import { listInvoices } from '#lib/invoice/queries.ts'
import type { InvoiceItem } from '#lib/invoice/schema/invoice.ts'
import { declinePaymentAction, payTestInvoiceAction } from '../actions.ts'

type Props = { actor: Actor; organizationId: string }

/** The sandbox's invoices: how a payment ends is said here, as no money moves. */
export async function SandboxInvoicesSection({ actor, organizationId }: Props) {
  const { data } = await listInvoices(actor, { side: 'consumer', organizationId, limit: 20 })
  const mayPay = can(actor, 'payment:manage', organizationId)
  return (
    <Section
      title="Invoices"
      description="Say how a payment ends: what the customer is written, and whether it is served, follows from that."
    >
      <SandboxInvoices
        invoices={data}
        acts={(invoice) => mayPay && invoice.status === 'open' && <Payment invoice={invoice} />}
      />
    </Section>
  )
}

function Payment({ invoice }: { invoice: InvoiceItem }) {
  const { id, number, amountOpen, currency, paymentProvider } = invoice
  // Stripe's own test cards pay and decline what it collects.
  if (paymentProvider === 'stripe')
    return (
      <LinkButton size="small" href={`/invoices/${id}`}>
        Pay by a test card
      </LinkButton>
    )
  return (
    <span className="flex justify-end gap-2 max-sm:flex-col">
      <SandboxAct
        label="Decline"
        title={`Decline the payment of ${number}`}
        consequence={`An attempt to pay ${formatMoney(amountOpen, currency)} fails, as a declined card does. The customer is written to, reminders follow by the clock, and in the end the subscription is suspended: calls are refused with payment_overdue.`}
        doneMessage="Payment declined"
        action={declinePaymentAction.bind(null, id)}
      />
      <SandboxAct
        label="Pay"
        tone="primary"
        title={`Pay ${number}`}
        consequence={`${formatMoney(amountOpen, currency)} is recorded as received; no money moves. What was suspended for it is served again.`}
        doneMessage="Invoice paid"
        action={payTestInvoiceAction.bind(null, id)}
      />
    </span>
  )
}
