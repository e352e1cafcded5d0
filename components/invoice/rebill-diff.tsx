import { Callout } from '#components/ui/callout.tsx'
import { Card } from '#components/ui/card.tsx'
import { cn } from '#components/ui/cn.ts'
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from '#components/ui/table.tsx'
import { formatMoney } from '#lib/core/money.ts'
import type { Rebill, RebillDifference } from '#lib/invoice/schema/changes.ts'

const isChanged = (line: RebillDifference): boolean =>
  line.before !== line.after || line.quantityBefore !== line.quantityAfter

/** Every line before and after, what differs marked, and both totals with tax. */
export function RebillDiff({ rebill }: { rebill: Rebill }) {
  const { differences, currency, totalBefore, totalAfter, invoiceNumber } = rebill
  const isSame = totalBefore === totalAfter && !differences.some(isChanged)
  const difference = totalAfter - totalBefore
  return (
    <>
      {invoiceNumber === null && (
        <Callout tone="warning" title="The new invoice would be held">
          Usage of the period is not complete: it gets its lines and its number once it is.
        </Callout>
      )}
      {isSame && invoiceNumber !== null && (
        <Callout tone="info">No amount differs. Who sells and who buys is written anew.</Callout>
      )}
      <Card className="overflow-hidden p-0">
        <Table aria-label="Lines before and after">
          <TableHead className="bg-subtle">
            <tr>
              <TableHeaderCell>Line</TableHeaderCell>
              <TableHeaderCell className="text-right">Before</TableHeaderCell>
              <TableHeaderCell className="text-right">After</TableHeaderCell>
            </tr>
          </TableHead>
          <TableBody>
            {differences.map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
              <DiffRow key={index} line={line} currency={currency} />
            ))}
          </TableBody>
          <tfoot className="border-t border-line font-medium">
            <tr>
              <TableCell className="py-2">Total with tax</TableCell>
              <TableCell className="whitespace-nowrap text-right tabular-nums">
                {formatMoney(totalBefore, currency)}
              </TableCell>
              <TableCell className="whitespace-nowrap text-right tabular-nums">
                {formatMoney(totalAfter, currency)}
                {difference !== 0n && (
                  <span className="block font-normal text-meta text-muted">
                    {difference > 0n ? '+' : ''}
                    {formatMoney(difference, currency)}
                  </span>
                )}
              </TableCell>
            </tr>
          </tfoot>
        </Table>
      </Card>
    </>
  )
}

function DiffRow({ line, currency }: { line: RebillDifference; currency: string }) {
  const changed = isChanged(line)
  return (
    <TableRow className={cn(!changed && 'text-muted')}>
      <TableCell>
        {line.description} {changed && <span className="text-meta text-warning-text">changed</span>}
      </TableCell>
      <Side amount={line.before} quantity={line.quantityBefore} currency={currency} isMarked={false} />
      <Side amount={line.after} quantity={line.quantityAfter} currency={currency} isMarked={changed} />
    </TableRow>
  )
}

type SideProps = { amount: bigint; quantity: string | null; currency: string; isMarked: boolean }

function Side({ amount, quantity, currency, isMarked }: SideProps) {
  return (
    <TableCell
      className={cn(
        'whitespace-nowrap text-right tabular-nums',
        isMarked && 'bg-warning-surface font-medium',
      )}
    >
      {formatMoney(amount, currency)}
      {quantity !== null && (
        <span className="block font-normal text-meta text-muted">
          {Number(quantity).toLocaleString('en')} units
        </span>
      )}
    </TableCell>
  )
}
