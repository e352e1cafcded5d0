import { Section } from '#components/patterns/section.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
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
  return (
    <div id="evidence" className="@container mt-8 scroll-mt-20">
      <Section
        title={`What it is made of: ${line?.description ?? ''}`}
        description={<Path own={own} search={search} />}
        actions={
          <LinkButton href={own} scroll={false} className="print:hidden">
            Close
          </LinkButton>
        }
      >
        {!search.day && line && <LateNote line={line} counted={evidence.quantity} />}
        <LineEvidence evidence={evidence} hrefOf={partHref(own, search)} />
      </Section>
    </div>
  )
}

/** More was counted than was invoiced: it came later, and the sums below would not fit the line without a word. */
function LateNote({ line, counted }: { line: InvoiceDetail['lines'][number]; counted: bigint | number }) {
  const late = BigInt(counted) - BigInt(line.quantity ?? 0)
  if (line.kind !== 'usage' || late <= 0n) return null
  return (
    <p className="mb-3 text-table text-muted">
      {late.toLocaleString('en')} of these arrived after this invoice was made: a later one corrects it.
    </p>
  )
}

/** Which level is shown, and the way up. */
function Path({ own, search: { line, day, hour } }: Pick<Props, 'own' | 'search'>) {
  const at = (search: EvidenceSearch) => `${own}?${new URLSearchParams(search)}#evidence`
  const top = { ...(line && { line }) }
  if (!day) return 'Each level is the sum of the next. Times are the subscription’s own.'
  return (
    <span className="flex flex-wrap gap-x-1.5">
      <TextLink href={at(top)}>All days</TextLink>
      <span aria-hidden>/</span>
      {hour ? <TextLink href={at({ ...top, day })}>{day}</TextLink> : <span>{day}</span>}
      {hour && (
        <>
          <span aria-hidden>/</span>
          <span>{hour.slice(11, 16)} UTC</span>
        </>
      )}
    </span>
  )
}
