import { Stat, StatRow } from '#components/patterns/stat.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { formatMoney } from '#lib/core/money.ts'
import type { RevenueSummary, RevenueSums } from '#lib/revenue/schema.ts'

type Props = {
  currency: string
  /** Of the period that is shown. */
  total: RevenueSums | undefined
  /** How it stands now. */
  summary: RevenueSummary | undefined
  invoicesHref: string
}

/** What the period brought, and what is recurring, open and overdue now. */
export function RevenueStats({ currency, total, summary, invoicesHref }: Props) {
  const money = (amount: bigint | undefined) => formatMoney(amount ?? 0n, currency)
  const subscriptions = summary?.subscriptions ?? 0
  const overdue = summary?.overdueInvoices ?? 0
  const held = summary?.heldInvoices ?? 0
  return (
    <StatRow>
      <Stat
        label="Invoiced in this period"
        value={money(total?.total)}
        hint="Before tax, less credit notes"
      />
      <Stat
        label="Recurring a month, now"
        value={money(summary?.monthlyRecurring)}
        hint={`${subscriptions.toLocaleString('en')} active ${subscriptions === 1 ? 'subscription' : 'subscriptions'}`}
      />
      <Stat
        label="Open, with tax"
        value={money(summary?.open)}
        hint={held > 0 ? invoices(held, 'held', `${invoicesHref}?status=held`) : 'Not paid yet'}
      />
      <Stat
        label="Overdue"
        value={money(summary?.overdue)}
        hint={
          overdue > 0 ? invoices(overdue, 'overdue', `${invoicesHref}?status=overdue`) : 'Nothing is overdue'
        }
      />
    </StatRow>
  )
}

const invoices = (count: number, state: string, href: string) => (
  <TextLink href={href}>
    {count.toLocaleString('en')} {count === 1 ? 'invoice' : 'invoices'} {state}
  </TextLink>
)
