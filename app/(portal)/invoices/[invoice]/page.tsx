import { type EvidenceSearch, evidenceQuery } from '#components/invoice/evidence-url.ts'
import { InvoiceDocument } from '#components/invoice/invoice-document.tsx'
import { InvoiceStatusBadge } from '#components/invoice/invoice-table.tsx'
import { OpenLine } from '#components/invoice/open-line.tsx'
import { PageHeader } from '#components/patterns/page-header.tsx'
import { AnchorButton } from '#components/ui/anchor-button.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { orNotFound } from '#lib/auth/or-not-found.ts'
import { requireActor } from '#lib/auth/session.ts'
import { can } from '#lib/core/authorize.ts'
import { getDunningTimeline } from '#lib/dunning/queries.ts'
import { getLineEvidence } from '#lib/invoice/line-evidence.ts'
import { listInvoiceAttempts } from '#lib/invoice/list-attempts.ts'
import { getInvoice } from '#lib/invoice/queries.ts'

type Props = { params: Promise<{ invoice: string }>; searchParams: Promise<EvidenceSearch> }

export const metadata = { title: 'Invoice' }

/** One invoice, as its customer reads it. */
export default async function InvoicePage({ params, searchParams }: Props) {
  const { invoice: id } = await params
  const search = await searchParams
  const own = `/invoices/${id}`
  const actor = await requireActor(own)
  const invoice = await orNotFound(getInvoice(actor, id))
  const [attempts, timeline, evidence] = await Promise.all([
    listInvoiceAttempts(actor, invoice),
    getDunningTimeline(actor, id),
    search.line ? orNotFound(getLineEvidence(actor, id, search.line, evidenceQuery(search))) : null,
  ])
  const { number, paymentUrl, status } = invoice
  const mayPay = can(actor, 'payment:manage', invoice.customer.consumerId)
  return (
    <>
      <PageHeader
        title={number ? `Invoice ${number}` : 'Invoice'}
        badge={<InvoiceStatusBadge invoice={invoice} />}
        description={`${invoice.provider.name} to ${invoice.customer.name}`}
        breadcrumb={[{ label: 'Invoices', href: '/invoices' }, { label: number ?? 'Invoice' }]}
        actions={
          <>
            {number && <AnchorButton href={`${own}/pdf`}>Download PDF</AnchorButton>}
            {status === 'open' && paymentUrl && (
              <AnchorButton href={paymentUrl} variant="primary">
                Pay
              </AnchorButton>
            )}
          </>
        }
      />
      <InvoiceDocument
        {...{ invoice, attempts, timeline }}
        base="/invoices"
        openLineId={search.line}
        paymentActions={mayPay && <LinkButton href="/billing">Payment method and details</LinkButton>}
      >
        {evidence && <OpenLine invoice={invoice} own={own} search={search} evidence={evidence} />}
      </InvoiceDocument>
    </>
  )
}
