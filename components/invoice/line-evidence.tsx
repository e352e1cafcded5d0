import { Card } from '#components/ui/card.tsx'
import { Mono } from '#components/ui/mono.tsx'
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from '#components/ui/table.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { Time } from '#components/ui/time.tsx'
import type { Evidence, EvidenceRequest } from '#lib/billing/schema/evidence.ts'

type Sampled = Evidence & { sample: EvidenceRequest[] }
type Props = {
  evidence: Sampled
  /** Where one part opens into the next level; null on the last. */
  hrefOf: ((key: string) => string) | null
}

/** What a line's quantity is made of: parts that sum to it, and a sample of the requests. */
export function LineEvidence({ evidence, hrefOf }: Props) {
  if (evidence.parts.length === 0)
    return <p className="text-table text-muted">No request was counted in this time.</p>
  return (
    <div className="grid items-start gap-4 @5xl:grid-cols-[minmax(0,2fr)_minmax(0,3fr)] print:block">
      <Card className="overflow-hidden print:overflow-visible print:border-0">
        <Parts evidence={evidence} hrefOf={hrefOf} />
      </Card>
      <Card className="overflow-hidden print:mt-4 print:overflow-visible print:border-0">
        <Sample sample={evidence.sample} />
      </Card>
    </div>
  )
}

function Parts({ evidence, hrefOf }: Props) {
  const { parts, groupBy, quantity, requests } = evidence
  return (
    <Table aria-label={`By ${groupBy}`}>
      <TableHead>
        <tr>
          <TableHeaderCell className="capitalize">{groupBy}</TableHeaderCell>
          <TableHeaderCell className="text-right">Requests</TableHeaderCell>
          <TableHeaderCell className="text-right">Units</TableHeaderCell>
        </tr>
      </TableHead>
      <TableBody>
        {parts.map((part) => (
          <TableRow key={part.key}>
            <TableCell>
              {hrefOf ? <TextLink href={hrefOf(part.key)}>{part.label}</TextLink> : part.label}
            </TableCell>
            <TableCell className="text-right tabular-nums">{part.requests.toLocaleString('en')}</TableCell>
            <TableCell className="text-right tabular-nums">{part.quantity.toLocaleString('en')}</TableCell>
          </TableRow>
        ))}
      </TableBody>
      <tfoot className="border-t border-line font-medium">
        <tr>
          <TableCell className="py-2">All</TableCell>
          <TableCell className="text-right tabular-nums">{requests.toLocaleString('en')}</TableCell>
          <TableCell className="text-right tabular-nums">{quantity.toLocaleString('en')}</TableCell>
        </tr>
      </tfoot>
    </Table>
  )
}

function Sample({ sample }: { sample: EvidenceRequest[] }) {
  return (
    <Table aria-label="Requests, a sample">
      <TableHead>
        <tr>
          <TableHeaderCell>Request, a sample</TableHeaderCell>
          <TableHeaderCell>When</TableHeaderCell>
        </tr>
      </TableHead>
      <TableBody>
        {sample.map((request) => (
          <TableRow key={request.id}>
            <TableCell className="max-w-72 py-2">
              <TextLink href={`/decisions/${request.id}`}>
                <Mono>{request.id}</Mono>
              </TextLink>
              <p
                className="truncate text-meta text-muted"
                title={`${request.method} ${request.path} · ${request.status} · ${request.gateway.name}`}
              >
                {request.method} {request.path} · {request.status} · {request.gateway.name}
              </p>
            </TableCell>
            <TableCell className="whitespace-nowrap">
              <Time at={request.ownAt} look="exact" />
            </TableCell>
          </TableRow>
        ))}
        {sample.length === 0 && (
          <TableRow>
            <TableCell colSpan={2} className="text-muted">
              The single requests are no longer kept; their counts are.
            </TableCell>
          </TableRow>
        )}
      </TableBody>
    </Table>
  )
}
