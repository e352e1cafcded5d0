import { Card } from '#components/ui/card.tsx'
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from '#components/ui/table.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { Time } from '#components/ui/time.tsx'
import { formatMoney } from '#lib/core/money.ts'
import type { DraftLine } from '#lib/invoice/schema/invoice.ts'

type Line = DraftLine & { id?: string }
type Total = { label: string; amount: bigint; isStrong?: boolean }

type Props = {
  label: string
  lines: Line[]
  currency: string
  totals: Total[]
  /** Where a line that counts usage opens into the requests it is made of. */
  hrefOf?: (lineId: string) => string
}

/** Lines of an invoice, each with how its amount came about, and what they come to. */
export function InvoiceLines({ label, lines, currency, totals, hrefOf }: Props) {
  return (
    <Card className="overflow-hidden p-0">
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
            <TableRow key={line.id ?? index}>
              <TableCell className="py-2.5">
                <p className="font-medium">{line.description}</p>
                <p className="text-meta text-muted">
                  <Time at={line.startsAt} look="date" /> to <Time at={line.endsAt} look="date" />
                  {howOf(line, currency).map((part) => ` · ${part}`)}
                </p>
                {hrefOf && line.id && line.quantity !== null && line.chargeKey && (
                  <TextLink href={hrefOf(line.id)} className="text-meta">
                    Show the requests
                  </TextLink>
                )}
              </TableCell>
              <TableCell className="whitespace-nowrap text-right tabular-nums">
                {line.quantity === null ? '' : Number(line.quantity).toLocaleString('en')}
              </TableCell>
              <TableCell className="whitespace-nowrap text-right tabular-nums">
                {formatMoney(line.amount, currency)}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
        <tfoot className="border-t border-line">
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
    </Card>
  )
}

/** How a line's amount came about, in parts. */
function howOf({ calculation, unit }: Line, currency: string): string[] {
  const { included, steps = [], share, minimum } = calculation
  const units = (text: string) => Number(text).toLocaleString('en')
  return [
    ...(included && included !== '0' ? [`${units(included)} included`] : []),
    ...steps.map(
      (step) =>
        `${units(step.units)} × ${formatMoney(step.unitPrice, currency)}${step.flatFee === '0' ? '' : ` + ${formatMoney(step.flatFee, currency)}`}${unit ? ` a ${unit}` : ''}`,
    ),
    ...(share ? [`${share} % of the period`] : []),
    ...(minimum ? [`minimum ${formatMoney(minimum, currency)}`] : []),
  ]
}
