import { Section } from '#components/patterns/section.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import type { Evidence, EvidenceRequest } from '#lib/billing/schema/evidence.ts'
import type { InvoiceDetail } from '#lib/invoice/schema/invoice.ts'
import { type EvidenceSearch, partHref } from './evidence-url.ts'
import { LineEvidence } from './line-evidence.tsx'

type Props = {
  invoice: InvoiceDetail
  own: string
  search: EvidenceSearch
  evidence: Evidence & { sample: EvidenceRequest[] }
}

/** The line that is open: day, hour, gateway, down to requests. */
export function OpenLine({ invoice, own, search, evidence }: Props) {
  const line = invoice.lines.find(({ id }) => id === search.line)
  const where = [search.day, search.hour?.slice(11, 16)].filter(Boolean).join(', ')
  return (
    <div id="evidence" className="mt-8 scroll-mt-20">
      <Section
        title={`What it is made of: ${line?.description ?? ''}`}
        description={
          where ? `${where}, in the subscription’s own time.` : 'Each level is the sum of the next.'
        }
        actions={
          <>
            {search.day && <LinkButton href={`${own}?line=${search.line}#evidence`}>All days</LinkButton>}
            <LinkButton href={own}>Close</LinkButton>
          </>
        }
      >
        <LineEvidence evidence={evidence} hrefOf={partHref(own, search)} />
      </Section>
    </div>
  )
}
