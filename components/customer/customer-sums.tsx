import { Stat, StatRow } from '#components/patterns/stat.tsx'
import { formatMoney } from '#lib/core/money.ts'
import type { InvoiceSums } from '#lib/invoice/schema/sums.ts'

/** Open, overdue and paid, a row for each currency. */
export function CustomerSums({ sums }: { sums: InvoiceSums[] }) {
  return (
    <div className="flex flex-col gap-3">
      {sums.map(({ currency, open, overdue, paid }) => (
        <StatRow key={currency}>
          <Stat label="Open" value={formatMoney(open, currency)} />
          <Stat
            label="Overdue"
            value={
              <span className={overdue > 0n ? 'text-danger-text' : undefined}>
                {formatMoney(overdue, currency)}
              </span>
            }
          />
          <Stat label="Paid" value={formatMoney(paid, currency)} />
        </StatRow>
      ))}
    </div>
  )
}
