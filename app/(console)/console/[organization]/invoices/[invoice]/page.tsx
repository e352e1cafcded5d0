import type { EvidenceSearch } from '#components/invoice/evidence-url.ts'
import { HeldCallout } from '#components/invoice/held-callout.tsx'
import { InvoiceActions } from '#components/invoice/invoice-actions.tsx'
import { InvoiceDocument } from '#components/invoice/invoice-document.tsx'
import { InvoiceStatusBadge } from '#components/invoice/invoice-table.tsx'
import { OpenLine } from '#components/invoice/open-line.tsx'
import { PageHeader } from '#components/patterns/page-header.tsx'
import { AnchorButton } from '#components/ui/anchor-button.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { invoiceOf } from './invoice-of.ts'
import { invoiceVerbs } from './invoice-verbs.ts'

type Props = {
  params: Promise<{ organization: string; invoice: string }>
  searchParams: Promise<EvidenceSearch>
}

export const metadata = { title: 'Invoice' }

/** One invoice, as its provider reads it. */
export default async function InvoicePage({ params, searchParams }: Props) {
  const [{ organization: slug, invoice: id }, search] = await Promise.all([params, searchParams])
  const { base, invoice, evidence, ...more } = await invoiceOf(slug, id, search)
  const { number, status, gaps, subscriptionId } = invoice
  const list = `${base}/invoices`
  const title = number ?? 'Invoice'
  return (
    <>
      <PageHeader
        title={title}
        badge={<InvoiceStatusBadge invoice={invoice} />}
        description={<TextLink href={`${base}/outbox?objectId=${id}`}>Mails about it</TextLink>}
        breadcrumb={[{ label: 'Invoices', href: list }, { label: title }]}
        actions={
          <>
            {number && <AnchorButton href={`/invoices/${id}/pdf`}>Download PDF</AnchorButton>}
            {more.mayManage && (
              <InvoiceActions invoice={invoice} verbs={invoiceVerbs(id, subscriptionId)} base={list} />
            )}
          </>
        }
      />
      {status === 'held' && (
        <HeldCallout
          gaps={gaps}
          gatewayHref={more.seesGateways ? (gateway) => `${base}/gateways/${gateway}` : null}
        />
      )}
      <InvoiceDocument
        {...{ invoice, attempts: more.attempts, timeline: more.timeline }}
        base={list}
        openLineId={search.line}
      >
        {evidence && <OpenLine invoice={invoice} own={`${list}/${id}`} search={search} evidence={evidence} />}
      </InvoiceDocument>
    </>
  )
}
