import type { ReactNode } from 'react'
import { Card } from '#components/ui/card.tsx'
import { Time } from '#components/ui/time.tsx'
import { formatMoney } from '#lib/core/money.ts'
import type { Credits } from '#lib/credit/schema.ts'
import { inOrderOfUse } from './credit-order.ts'
import { CreditRow } from './credit-row.tsx'
import { usedUpAt } from './used-up-at.ts'

type Props = {
  /** Product and plan. */
  title: string
  credits: Credits
  currency: string
  /** Usage of the present period; null while nothing is billed. */
  use: { used: bigint; startsAt: Date; asOf: Date } | null
  invoiceHref: (id: string) => string
  actions?: ReactNode
}

/** One subscription's credits: what is left, how long it lasts, and each grant in the order in which usage takes them. */
export function CreditCard({ title, credits, currency, use, invoiceHref, actions }: Props) {
  const { left, isPrepaid, items } = credits
  const endsAt = use && usedUpAt({ left, ...use })
  return (
    <Card className="flex min-w-0 flex-col gap-4 p-4">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <h3 className="min-w-0 font-medium">{title}</h3>
        {actions}
      </div>
      <div>
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="text-title tabular-nums">{formatMoney(left, currency)}</span>
          <span className="text-table text-muted">left</span>
        </p>
        <p className="mt-0.5 text-table text-muted">
          {endsAt ? (
            <>
              At this pace they last until about <Time at={endsAt} look="date" />.{' '}
            </>
          ) : null}
          {isPrepaid
            ? 'When they are used up, gateways refuse until more are bought.'
            : 'They pay for usage before anything is invoiced; what they do not cover is on the invoice.'}
        </p>
      </div>
      {items.length === 0 ? (
        <p className="border-t border-line pt-3 text-table text-muted">
          No credits yet. Buy some, or ask the provider for a grant: calls pass once they are there.
        </p>
      ) : (
        <ul
          aria-label={`${title}: credits in order of use`}
          className="divide-y divide-line border-t border-line"
        >
          {inOrderOfUse(items).map((item) => (
            <CreditRow key={item.id} item={item} currency={currency} invoiceHref={invoiceHref} />
          ))}
        </ul>
      )}
    </Card>
  )
}
