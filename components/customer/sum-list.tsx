import { formatMoney } from '#lib/core/money.ts'
import type { InvoiceSums } from '#lib/invoice/schema/sums.ts'

type Props = { sums: InvoiceSums[]; of: 'open' | 'overdue' | 'paid' }

/** One kind of sum, a line for each currency that has any; a dash where there is none. */
export function SumList({ sums, of }: Props) {
  const some = sums.filter((sum) => sum[of] !== 0n)
  if (some.length === 0) return <span className="text-muted">–</span>
  return (
    <span className={of === 'overdue' ? 'text-danger-text' : undefined}>
      {some.map((sum) => (
        <span key={sum.currency} className="block whitespace-nowrap">
          {formatMoney(sum[of], sum.currency)}
        </span>
      ))}
    </span>
  )
}
