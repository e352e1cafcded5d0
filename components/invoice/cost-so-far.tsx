import { Card } from '#components/ui/card.tsx'
import { Progress } from '#components/ui/progress.tsx'
import { Time } from '#components/ui/time.tsx'
import { formatMoney } from '#lib/core/money.ts'
import type { DraftInvoice } from '#lib/invoice/schema/invoice.ts'
import { InvoiceLines } from './invoice-lines.tsx'

/** What one subscription owes so far: computed when the page is, with where it is going. */
export function CostSoFar({ title, draft }: { title: string; draft: DraftInvoice }) {
  const { currency, usageAmount, spendCap, forecast, credits } = draft
  const money = (amount: bigint) => formatMoney(amount, currency)
  return (
    <Card className="flex min-w-0 flex-col gap-4 p-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h3 className="font-medium">{title}</h3>
        <p className="text-meta text-muted">
          Period to <Time at={draft.periodEndsAt} look="exact" />
        </p>
      </div>
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="text-title tabular-nums">{money(draft.total)}</span>
        <span className="text-table text-muted tabular-nums">
          so far{forecast && `, about ${money(forecast.total)} at the period’s end with the next fee`}
        </span>
      </p>
      {spendCap !== null && (
        <div>
          <Progress
            value={Number(usageAmount)}
            max={Number(spendCap)}
            label={`${money(usageAmount)} of the spend cap of ${money(spendCap)}`}
            look="quota"
          />
          <p className="mt-1.5 text-meta text-muted tabular-nums">
            {money(usageAmount)} of the spend cap of {money(spendCap)}
          </p>
        </div>
      )}
      {draft.isPrepaid && <p className="text-table tabular-nums">{money(credits.left)} of credits left</p>}
      <InvoiceLines
        label={`${title}: lines so far`}
        lines={draft.lines}
        currency={currency}
        totals={[
          { label: 'So far, before tax', amount: draft.subtotal },
          { label: `Tax, ${draft.taxRatePercent} %`, amount: draft.tax },
        ]}
      />
    </Card>
  )
}
