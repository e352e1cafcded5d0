import { Time } from '#components/ui/time.tsx'
import type { ExpectedTax } from '#lib/invoice/schema/invoice.ts'
import type { ExpectedInvoice } from '#lib/subscription/schema.ts'
import { CostLines } from './cost-lines.tsx'

type Props = { invoice: ExpectedInvoice; currency: string; tax: ExpectedTax; title?: string }

/** The invoice that comes next, as far as it is known. */
export function ExpectedBill({ invoice, currency, tax, title = 'Next charge' }: Props) {
  const lines = [...invoice.lines, ...invoice.upcoming]
  if (lines.length === 0)
    return (
      <section className="min-w-0 text-table">
        <h3 className="font-medium">
          {title} on <Time at={invoice.at} look="date" />
        </h3>
        <p className="mt-0.5 text-muted">For what is used until then.</p>
      </section>
    )
  return (
    <section className="min-w-0">
      <h3 className="mb-2 text-table font-medium">
        {title} on <Time at={invoice.at} look="date" />
      </h3>
      <CostLines
        lines={lines}
        currency={currency}
        tax={tax}
        taxAmount={invoice.tax}
        total={invoice.total}
        totalLabel="As known now"
      />
    </section>
  )
}
