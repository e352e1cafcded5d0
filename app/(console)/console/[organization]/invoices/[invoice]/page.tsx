import { type EvidenceSearch, evidenceQuery } from '#components/invoice/evidence-url.ts'
import { InvoiceDocument } from '#components/invoice/invoice-document.tsx'
import { InvoiceStatusBadge } from '#components/invoice/invoice-table.tsx'
import { MarkPaid } from '#components/invoice/mark-paid.tsx'
import { OpenLine } from '#components/invoice/open-line.tsx'
import { PageHeader } from '#components/patterns/page-header.tsx'
import { AnchorButton } from '#components/ui/anchor-button.tsx'
import { orNotFound } from '#lib/auth/or-not-found.ts'
import { requireOrganization } from '#lib/auth/require-organization.ts'
import { can } from '#lib/core/authorize.ts'
import { formatMoney } from '#lib/core/money.ts'
import { getDunningTimeline } from '#lib/dunning/queries.ts'
import { getLineEvidence } from '#lib/invoice/line-evidence.ts'
import { listInvoiceAttempts } from '#lib/invoice/list-attempts.ts'
import { getInvoice } from '#lib/invoice/queries.ts'
import { markInvoicePaidAction } from '../actions.ts'

type Props = {
  params: Promise<{ organization: string; invoice: string }>
  searchParams: Promise<EvidenceSearch>
}

export const metadata = { title: 'Invoice' }

/** One invoice, as its provider reads it. */
export default async function InvoicePage({ params, searchParams }: Props) {
  const { organization: slug, invoice: id } = await params
  const { actor, organization, base } = await requireOrganization(slug)
  const search = await searchParams
  const own = `${base}/invoices/${id}`
  const invoice = await orNotFound(getInvoice(actor, id))
  const [attempts, timeline, evidence] = await Promise.all([
    listInvoiceAttempts(actor, invoice),
    getDunningTimeline(actor, id),
    search.line ? orNotFound(getLineEvidence(actor, id, search.line, evidenceQuery(search))) : null,
  ])
  const { number, status, amountOpen, currency, provider } = invoice
  const mayManage =
    provider.id === organization.organizationId && can(actor, 'billing:manage', organization.organizationId)
  return (
    <>
      <PageHeader
        title={number ?? 'Invoice'}
        badge={<InvoiceStatusBadge invoice={invoice} />}
        breadcrumb={[{ label: 'Invoices', href: `${base}/invoices` }, { label: number ?? 'Invoice' }]}
        actions={
          <>
            {number && <AnchorButton href={`/invoices/${id}/pdf`}>Download PDF</AnchorButton>}
            {number && status === 'open' && mayManage && invoice.paymentProvider === 'manual' && (
              <MarkPaid
                amount={formatMoney(amountOpen, currency)}
                number={number}
                mark={markInvoicePaidAction.bind(null, id)}
              />
            )}
          </>
        }
      />
      <InvoiceDocument
        {...{ invoice, attempts, timeline }}
        base={`${base}/invoices`}
        openLineId={search.line}
      >
        {evidence && <OpenLine invoice={invoice} own={own} search={search} evidence={evidence} />}
      </InvoiceDocument>
    </>
  )
}
