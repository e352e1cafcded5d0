import type { ReactNode } from 'react'
import { Section } from '#components/patterns/section.tsx'
import { Card } from '#components/ui/card.tsx'
import type { DunningTimeline as Timeline } from '#lib/dunning/schema.ts'
import type { InvoiceAttempt, InvoiceDetail } from '#lib/invoice/schema/invoice.ts'
import { CreditNoteList } from './credit-note-list.tsx'
import { DunningTimeline } from './dunning-timeline.tsx'
import { InvoiceCallouts } from './invoice-callouts.tsx'
import { InvoiceHead } from './invoice-head.tsx'
import { InvoiceLines } from './invoice-lines.tsx'
import { InvoicePayment } from './invoice-payment.tsx'

type Props = {
  invoice: InvoiceDetail
  /** Others of the same period: `listInvoiceAttempts`. */
  attempts: InvoiceAttempt[]
  timeline: Timeline
  /** Address of the list; an invoice is below it. */
  base: string
  openLineId?: string | undefined
  /** What the reader can do about its payment. */
  paymentActions?: ReactNode
  /** Follows the lines: the line that is open. */
  children?: ReactNode
}

/** An invoice as both sides read it: the document, and beside it how its payment goes. */
export function InvoiceDocument({ invoice, attempts, timeline, base, openLineId, ...rest }: Props) {
  const invoiceHref = (id: string) => `${base}/${id}`
  const own = invoiceHref(invoice.id)
  const { number, creditNotes, currency } = invoice
  return (
    <div className="@container">
      <div className="mb-6 flex flex-col gap-3 empty:hidden">
        <InvoiceCallouts {...{ invoice, attempts, invoiceHref }} />
      </div>
      <div className="grid items-start gap-x-8 @4xl:grid-cols-[minmax(0,1fr)_18rem] print:block">
        <div className="min-w-0">
          <Card className="overflow-hidden print:overflow-visible print:border-0">
            <div className="px-4 py-5 print:px-0 print:pt-0">
              <InvoiceHead invoice={invoice} />
            </div>
            <div className="border-t border-line">
              <InvoiceLines
                label="Lines of the invoice"
                lines={invoice.lines}
                currency={currency}
                hrefOf={(line) => `${own}?line=${line}#evidence`}
                invoiceHref={invoiceHref}
                openLineId={openLineId}
                totals={totalsOf(invoice)}
              />
            </div>
          </Card>
          {rest.children}
          {creditNotes.length > 0 && number && (
            <Section title="Credit notes">
              <CreditNoteList notes={creditNotes} currency={currency} invoice={{ number, href: own }} />
            </Section>
          )}
        </div>
        <div className="min-w-0 @max-4xl:mt-8 print:mt-8 print:break-inside-avoid">
          <Section title="Payment">
            <InvoicePayment invoice={invoice} actions={rest.paymentActions} />
          </Section>
          {timeline.events.length > 0 && (
            <Section title="Timeline" className="print:hidden">
              <DunningTimeline timeline={timeline} invoice={invoice} />
            </Section>
          )}
        </div>
      </div>
    </div>
  )
}

/** From the lines' sum to what is still owed. */
function totalsOf(invoice: InvoiceDetail) {
  const { subtotal, tax, total, amountPaid, amountCredited, amountOpen, status } = invoice
  const taxLabel = invoice.isReverseCharge ? 'Tax: reverse charge' : `Tax, ${invoice.taxRatePercent} %`
  return [
    { label: 'Subtotal', amount: subtotal },
    { label: taxLabel, amount: tax },
    { label: 'Total', amount: total, isStrong: true },
    ...(amountCredited > 0n ? [{ label: 'Credited', amount: -amountCredited }] : []),
    ...(amountPaid > 0n ? [{ label: 'Paid', amount: -amountPaid }] : []),
    ...(status === 'open' ? [{ label: 'To be paid', amount: amountOpen, isStrong: true }] : []),
  ]
}
