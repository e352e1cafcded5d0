import { type EvidenceSearch, evidenceQuery } from '#components/invoice/evidence-url.ts'
import { InvoiceDocument } from '#components/invoice/invoice-document.tsx'
import { InvoiceStatusBadge } from '#components/invoice/invoice-table.tsx'
import { OpenLine } from '#components/invoice/open-line.tsx'
import { PageHeader } from '#components/patterns/page-header.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { orNotFound } from '#lib/auth/or-not-found.ts'
import { requireActor } from '#lib/auth/session.ts'
import { getLineEvidence } from '#lib/invoice/line-evidence.ts'
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
  const evidence =
    search.line && (await orNotFound(getLineEvidence(actor, id, search.line, evidenceQuery(search))))
  return (
    <>
      <PageHeader
        title={invoice.number ?? 'Invoice'}
        badge={<InvoiceStatusBadge invoice={invoice} />}
        breadcrumb={[{ label: 'Invoices', href: '/invoices' }, { label: invoice.number ?? 'Invoice' }]}
        actions={
          <>
            {invoice.number && <LinkButton href={`${own}/pdf`}>Download PDF</LinkButton>}
            {invoice.paymentUrl && (
              <LinkButton href={invoice.paymentUrl} variant="primary">
                Pay
              </LinkButton>
            )}
          </>
        }
      />
      <InvoiceDocument invoice={invoice} hrefOf={(line) => `${own}?line=${line}#evidence`}>
        {evidence && <OpenLine invoice={invoice} own={own} search={search} evidence={evidence} />}
      </InvoiceDocument>
    </>
  )
}
