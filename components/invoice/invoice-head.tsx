import type { ReactNode } from 'react'
import { countryName } from '#components/billing/country.ts'
import { Time } from '#components/ui/time.tsx'
import type { InvoiceDetail } from '#lib/invoice/schema/invoice.ts'

type Party = InvoiceDetail['parties']['buyer']

/** Who sold what to whom, when: the head of the document, as it was when the invoice was made. */
export function InvoiceHead({ invoice }: { invoice: InvoiceDetail }) {
  const { seller, buyer } = invoice.parties
  const isMoment = +invoice.periodStartsAt === +invoice.periodEndsAt
  return (
    <div className="flex flex-col gap-6">
      <div className="grid gap-6 sm:grid-cols-2 print:grid-cols-2">
        <PartyBlock label="From" party={seller} />
        <PartyBlock label="To" party={buyer} />
      </div>
      <dl className="grid gap-x-6 grid-cols-2 gap-y-4 border-t border-line pt-4 lg:grid-cols-4 print:grid-cols-4">
        <Fact label="Issued">
          <Time at={invoice.issuedAt} look="date" fallback="Not yet" />
        </Fact>
        <Fact label="Due">
          <Time at={invoice.dueAt} look="date" fallback="–" />
        </Fact>
        <Fact label={isMoment ? 'Moment' : 'Period'}>
          <Time at={invoice.periodStartsAt} look="date" />
          {!isMoment && (
            <>
              {' to '}
              <Time at={invoice.periodEndsAt} look="date" />
            </>
          )}
        </Fact>
        <Fact label="For">
          {invoice.productName}, {invoice.planName}
          <span className="block text-meta text-muted">{invoice.applicationName}</span>
        </Fact>
      </dl>
    </div>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="label-meta">{label}</dt>
      <dd className="mt-0.5 break-words text-table">{children}</dd>
    </div>
  )
}

/** A party as an address block; what is not known takes no line. */
function PartyBlock({ label, party }: { label: string; party: Party }) {
  const { name, legalName, address, country, taxId, email } = party
  const lines = [address.trim(), countryName(country), taxId && `Tax id ${taxId}`, email]
  return (
    <div className="min-w-0">
      <p className="label-meta">{label}</p>
      <address className="mt-1 break-words text-table not-italic">
        <span className="font-medium">{legalName || name}</span>
        {lines.filter(Boolean).map((line) => (
          <span key={line} className="block whitespace-pre-line text-muted">
            {line}
          </span>
        ))}
      </address>
    </div>
  )
}
