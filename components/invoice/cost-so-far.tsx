import type { ReactNode } from 'react'
import { CapBar } from '#components/subscription/spend-cap/cap-bar.tsx'
import { CapWords } from '#components/subscription/spend-cap/cap-words.tsx'
import { Card } from '#components/ui/card.tsx'
import { Time } from '#components/ui/time.tsx'
import { formatMoney } from '#lib/core/money.ts'
import type { DraftInvoice } from '#lib/invoice/schema/invoice.ts'
import { InvoiceLines } from './invoice-lines.tsx'

type Props = {
  title: string
  draft: DraftInvoice
  /** What may be done about it: set a cap. */
  actions?: ReactNode
  /** Where the present cap holds. */
  receipt?: ReactNode
}

/** What one subscription owes so far: computed when the page is, with where it is going and where it has to stop. */
export function CostSoFar({ title, draft, actions, receipt }: Props) {
  const { currency, forecast, credits } = draft
  const money = (amount: bigint) => formatMoney(amount, currency)
  const pace = paceOf(draft)
  return (
    <Card className="flex min-w-0 flex-col gap-4 p-4">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h3 className="font-medium">{title}</h3>
          <p className="mt-0.5 text-meta text-muted">
            {draft.isTrial ? 'Trial' : 'Period'} to <Time at={draft.periodEndsAt} look="exact" />
          </p>
        </div>
        {actions}
      </div>
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="text-title tabular-nums">{money(draft.total)}</span>
        <span className="text-table text-muted tabular-nums">
          so far
          {forecast &&
            !draft.isPrepaid &&
            `, about ${money(forecast.total)} at the period’s end with the next fee`}
        </span>
      </p>
      <div>
        <CapBar {...pace} currency={currency} />
        <p className="mt-1.5 text-table text-muted tabular-nums">
          <CapWords pace={pace} currency={currency} isPrepaid={draft.isPrepaid} />
        </p>
        {receipt && <div className="mt-2">{receipt}</div>}
      </div>
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

/** Where the draft's usage goes, against its cap. */
export const paceOf = ({ usageAmount, forecast, spendCap, asOf, periodEndsAt }: DraftInvoice) => ({
  used: usageAmount,
  forecast: forecast?.usageAmount ?? null,
  cap: spendCap,
  asOf,
  endsAt: periodEndsAt,
})
