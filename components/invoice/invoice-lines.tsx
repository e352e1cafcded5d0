import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from '#components/ui/table.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { Time } from '#components/ui/time.tsx'
import { formatMoney } from '#lib/core/money.ts'
import type { DraftLine } from '#lib/invoice/schema/invoice.ts'
import { lineReasons } from './line-reasons.ts'

type Line = DraftLine & { id?: string }
type Total = { label: string; amount: bigint; isStrong?: boolean }

type Props = {
  label: string
  lines: Line[]
  currency: string
  totals: Total[]
  /** Where a line that counts usage opens into the requests it is made of. */
  hrefOf?: (lineId: string) => string
  /** Of another invoice: the one that a line corrects. */
  invoiceHref?: (invoiceId: string) => string
  /** The line that is open. */
  openLineId?: string | undefined
}

/** Lines of an invoice, each with how its amount came about, and what they come to. */
export function InvoiceLines({ label, lines, currency, totals, hrefOf, invoiceHref, openLineId }: Props) {
  return (
    <Table aria-label={label}>
      <TableHead>
        <tr>
          <TableHeaderCell>What</TableHeaderCell>
          <TableHeaderCell className="text-right">Quantity</TableHeaderCell>
          <TableHeaderCell className="text-right">Amount</TableHeaderCell>
        </tr>
      </TableHead>
      <TableBody>
        {lines.map((line, index) => (
          <TableRow key={line.id ?? index} className="break-inside-avoid align-top">
            <TableCell className="py-2.5">
              <LineText line={line} currency={currency} />
              <LineLinks {...{ line, hrefOf, invoiceHref, isOpen: line.id === openLineId }} />
            </TableCell>
            <TableCell className="whitespace-nowrap py-2.5 text-right tabular-nums">
              {line.quantity === null ? '' : Number(line.quantity).toLocaleString('en')}
            </TableCell>
            <TableCell className="whitespace-nowrap py-2.5 text-right tabular-nums">
              {formatMoney(line.amount, currency)}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
      <tfoot className="break-inside-avoid border-t border-line">
        {totals.map((total) => (
          <tr key={total.label} className={total.isStrong ? 'font-medium' : 'text-muted'}>
            <TableCell colSpan={2} className="py-1.5 text-right">
              {total.label}
            </TableCell>
            <TableCell className="whitespace-nowrap text-right tabular-nums">
              {formatMoney(total.amount, currency)}
            </TableCell>
          </tr>
        ))}
      </tfoot>
    </Table>
  )
}

function LineText({ line, currency }: { line: Line; currency: string }) {
  const isMoment = +line.startsAt === +line.endsAt
  return (
    <>
      <p className="font-medium">{line.description}</p>
      <p className="text-meta text-muted">
        <Time at={line.startsAt} look="date" />
        {!isMoment && (
          <>
            {' to '}
            <Time at={line.endsAt} look="date" />
          </>
        )}
      </p>
      {lineReasons(line, currency).map((reason) => (
        <p key={reason} className="text-meta text-muted tabular-nums">
          {reason}
        </p>
      ))}
    </>
  )
}

type LinksProps = Pick<Props, 'hrefOf' | 'invoiceHref'> & { line: Line; isOpen: boolean }

/** Where a line leads: the requests that it counts, the invoice that it corrects. */
function LineLinks({ line, hrefOf, invoiceHref, isOpen }: LinksProps) {
  const counts = line.id && line.quantity !== null && line.planId && line.chargeKey
  return (
    <p className="flex flex-wrap gap-x-3 text-meta empty:hidden print:hidden">
      {hrefOf && counts && (
        <TextLink href={hrefOf(line.id!)} aria-current={isOpen ? 'true' : undefined}>
          Show the requests
        </TextLink>
      )}
      {invoiceHref && line.adjustsInvoiceId && (
        <TextLink href={invoiceHref(line.adjustsInvoiceId)}>Open the invoice it corrects</TextLink>
      )}
    </p>
  )
}
