import { Time } from '#components/ui/time.tsx'
import { formatMoney } from '#lib/core/money.ts'
import type { DraftLine, ExpectedTax } from '#lib/invoice/schema/invoice.ts'

type Props = {
  lines: DraftLine[]
  currency: string
  tax: ExpectedTax
  /** Minor units: the tax on the lines, and both together. */
  taxAmount: bigint
  total: bigint
  totalLabel: string
}

/** Lines of an invoice that is to come, the tax on them, and what they come to. */
export function CostLines({ lines, currency, tax, taxAmount, total, totalLabel }: Props) {
  const money = (amount: bigint) => formatMoney(amount, currency)
  return (
    <dl className="flex flex-col gap-2 text-table">
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is fixed
        <div key={index} className="flex items-baseline justify-between gap-4">
          <dt className="min-w-0 break-words">
            {line.description}
            {line.kind !== 'setup' && <LineSpan line={line} currency={currency} />}
          </dt>
          <dd className="shrink-0 tabular-nums">{money(line.amount)}</dd>
        </div>
      ))}
      {taxAmount !== 0n && (
        <div className="flex justify-between gap-4 text-muted">
          <dt>Tax, {tax.ratePercent} %</dt>
          <dd className="tabular-nums">{money(taxAmount)}</dd>
        </div>
      )}
      <div className="flex justify-between gap-4 border-t border-line pt-2 font-medium">
        <dt>
          {totalLabel}
          <TaxNote tax={tax} />
        </dt>
        <dd className="tabular-nums">{money(total)}</dd>
      </div>
    </dl>
  )
}

/** When a line's part of the period begins and ends: to the second where a fee is shared. */
function LineSpan({ line, currency }: { line: DraftLine; currency: string }) {
  const { share, fee } = line.calculation
  const look = share ? 'exact' : 'date'
  return (
    <span className="block text-meta text-muted tabular-nums">
      <Time at={line.startsAt} look={look} /> to <Time at={line.endsAt} look={look} />
      {share && fee && `, ${share} % of ${formatMoney(fee, currency)}`}
    </span>
  )
}

function TaxNote({ tax: { isReverseCharge } }: { tax: ExpectedTax }) {
  if (isReverseCharge)
    return <span className="font-normal text-muted">, without tax: you pay it in your country</span>
  return null
}
