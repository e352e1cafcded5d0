import { Callout } from '#components/ui/callout.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { Time } from '#components/ui/time.tsx'
import { formatMoney } from '#lib/core/money.ts'
import type { InvoiceItem } from '#lib/invoice/schema/invoice.ts'

type Props = {
  /** That are open; it is suspended for those whose reminders have ended in it. */
  invoices: InvoiceItem[]
  hrefOf: (id: string) => string
}

/** Why gateways refuse it: invoices that are not paid, and what ends that. */
export function PaymentSuspension({ invoices, hrefOf }: Props) {
  const unpaid = invoices.filter(({ dunningStatus }) => dunningStatus === 'suspended')
  return (
    <Callout tone="danger" title="Suspended for payment" className="mb-6">
      <p>Gateways refuse its calls. It is resumed by itself once what is overdue is paid.</p>
      <ul className="mt-1.5 flex flex-col gap-1">
        {unpaid.map(({ id, number, amountOpen, currency, dueAt }) => (
          <li key={id} className="tabular-nums">
            <TextLink href={hrefOf(id)}>{number ?? 'Invoice'}</TextLink>: {formatMoney(amountOpen, currency)},
            due <Time at={dueAt} look="date" />
          </li>
        ))}
      </ul>
    </Callout>
  )
}
