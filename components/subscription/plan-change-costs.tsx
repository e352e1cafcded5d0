import { Skeleton } from '#components/ui/skeleton.tsx'
import { Time } from '#components/ui/time.tsx'
import { formatMoney } from '#lib/core/money.ts'
import type { PlanChangePreview } from '#lib/subscription/schema.ts'
import { CostLines } from './cost-lines.tsx'
import { ExpectedBill } from './expected-bill.tsx'
import { LimitChanges } from './limit-changes.tsx'
import { PaymentNote } from './payment-note.tsx'

type Props = {
  /** Null while it is asked for. */
  preview: PlanChangePreview | null
  provider: string
  consumer: string
  mayPay: boolean
}

/** What a change of plan costs now and next, and what gateways enforce from then on. */
export function PlanChangeCosts({ preview, ...payment }: Props) {
  return (
    <div aria-live="polite" aria-busy={!preview || undefined} className="mt-5 flex flex-col gap-5">
      {preview ? (
        <>
          {preview.currency && <Money preview={preview} currency={preview.currency} />}
          <PaymentNote payment={preview.payment} {...payment} />
          <section className="min-w-0">
            <h3 className="mb-2 text-table font-medium">What gateways enforce</h3>
            <LimitChanges limits={preview.limits} />
          </section>
        </>
      ) : (
        <>
          <Skeleton className="h-16 w-full" />
          <Skeleton className="h-24 w-full" />
        </>
      )}
    </div>
  )
}

function Money({ preview, currency }: { preview: PlanChangePreview; currency: string }) {
  const { kind, lines, amount, dueNow, dueNowTotal, tax, nextInvoice, effectiveAt, trialEndsAt } = preview
  // Of an end, the next invoice is the one that is due now.
  const isEnd = kind === 'end'
  return (
    <>
      <section className="min-w-0">
        <h3 className="text-table font-medium">Due now</h3>
        <p className="mt-0.5 text-title tabular-nums">
          {formatMoney(isEnd && dueNowTotal < 0n ? 0n : dueNowTotal, currency)}
        </p>
        <p className="text-table text-muted">
          {kind === 'order' && (
            <>
              The plan changes on <Time at={effectiveAt} look="exact" />.
            </>
          )}
          {isEnd && 'Nothing is charged from now on.'}
          {kind === 'withdraw' && 'The change that was ordered does not happen.'}
          {trialEndsAt && kind !== 'order' && (
            <>
              Free until <Time at={trialEndsAt} look="exact" />.
            </>
          )}
          {kind === 'switch' && lines.length > 0 && 'To the second: what follows is on the next invoice.'}
        </p>
        {lines.length > 0 && !isEnd && (
          <div className="mt-2">
            <CostLines
              lines={lines}
              currency={currency}
              tax={tax}
              taxAmount={kind === 'start' ? dueNowTotal - dueNow : 0n}
              total={kind === 'start' ? dueNowTotal : amount}
              totalLabel={kind === 'start' ? 'Due now' : 'The change, before tax'}
            />
          </div>
        )}
      </section>
      {nextInvoice && (
        <ExpectedBill
          title={isEnd ? 'The last invoice' : 'Next charge'}
          invoice={nextInvoice}
          currency={currency}
          tax={tax}
        />
      )}
    </>
  )
}
