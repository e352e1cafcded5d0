import type { ReactNode } from 'react'
import { KeyValue } from '#components/patterns/key-value.tsx'
import { Section } from '#components/patterns/section.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Time } from '#components/ui/time.tsx'
import { formatMoney } from '#lib/core/money.ts'
import type { InvoiceDetail } from '#lib/invoice/schema/invoice.ts'
import { InvoiceLines } from './invoice-lines.tsx'

type Props = { invoice: InvoiceDetail; hrefOf: (lineId: string) => string; children?: ReactNode }

/** An invoice as both sides read it; `children` follow its lines. */
export function InvoiceDocument({ invoice, hrefOf, children }: Props) {
  const { currency, lines, subtotal, tax, total, amountOpen, payments, creditNotes, gaps } = invoice
  const taxLabel = invoice.isReverseCharge ? 'Tax: reverse charge' : `Tax, ${invoice.taxRatePercent} %`
  return (
    <>
      {invoice.status === 'held' && (
        <Callout tone="warning" title="Held: usage of this period is not complete">
          {gaps.map((gap) => `${gap.name} (${gap.kind})`).join(', ') || 'It is checked again shortly.'}
        </Callout>
      )}
      <Section title="Lines">
        <InvoiceLines
          label="Lines of the invoice"
          lines={lines}
          currency={currency}
          hrefOf={hrefOf}
          totals={[
            { label: 'Subtotal', amount: subtotal },
            { label: taxLabel, amount: tax },
            { label: 'Total', amount: total, isStrong: true },
            ...(invoice.status === 'open'
              ? [{ label: 'To be paid', amount: amountOpen, isStrong: true }]
              : []),
          ]}
        />
      </Section>
      {children}
      <Section title="About this invoice">
        <KeyValue
          items={[
            { label: 'Provider', value: invoice.provider.name },
            { label: 'Customer', value: invoice.customer.name },
            {
              label: 'For',
              value: `${invoice.applicationName} on ${invoice.productName}, ${invoice.planName}`,
            },
            {
              label: 'Period',
              value: (
                <>
                  <Time at={invoice.periodStartsAt} look="exact" /> to{' '}
                  <Time at={invoice.periodEndsAt} look="exact" />
                </>
              ),
            },
            { label: 'Issued', value: <Time at={invoice.issuedAt} look="exact" fallback="–" /> },
            { label: 'Due', value: <Time at={invoice.dueAt} look="date" fallback="–" /> },
            ...payments.map((payment) => ({
              label: `Payment ${payment.status}`,
              value: `${formatMoney(payment.amount, currency)} ${payment.reference} ${payment.failure}`,
            })),
            ...creditNotes.map((note) => ({
              label: `Credit note ${note.number}`,
              value: `${formatMoney(note.total, currency)}: ${note.reason}`,
            })),
          ]}
        />
      </Section>
    </>
  )
}
