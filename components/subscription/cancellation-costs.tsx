import { Time } from '#components/ui/time.tsx'
import { relativeTime } from '#components/ui/time-format.ts'
import { formatMoney } from '#lib/core/money.ts'
import type { CancellationPreview, SubscriptionConsequence } from '#lib/subscription/schema.ts'
import { ExpectedBill } from './expected-bill.tsx'

export type MeasuredCancellation = { preview: CancellationPreview; consequence: SubscriptionConsequence }

/** What a cancellation breaks, and when. */
export function CancellationEffect({
  measured: { preview, consequence },
}: {
  measured: MeasuredCancellation
}) {
  if (preview.at === 'now') return consequenceText(consequence)
  return (
    <>
      {usageText(consequence)} Until <Time at={preview.endsAt} look="exact" /> it works as before, and you can
      keep it after all; then {gatewayText(consequence)}
    </>
  )
}

/** What is still to be paid, or comes back. */
export function CancellationCosts({ preview, provider }: { preview: CancellationPreview; provider: string }) {
  const { currency, invoice, tax } = preview
  if (!currency) return null
  if (!invoice) return <p className="mt-4 text-table">Nothing is charged.</p>
  return (
    <div className="mt-5 flex flex-col gap-2">
      <ExpectedBill title="The last invoice" invoice={invoice} currency={currency} tax={tax} />
      {invoice.total < 0n && (
        <p className="text-table">
          {provider} owes you {formatMoney(-invoice.total, currency)} by that invoice.
        </p>
      )}
    </div>
  )
}

const usageText = ({ lastUsedAt, requestsToday }: SubscriptionConsequence): string =>
  lastUsedAt
    ? `Used ${relativeTime(new Date(lastUsedAt), Date.now())}, ${requestsToday.toLocaleString('en')} requests today.`
    : 'It was never used.'

const gatewayText = ({ gateways: { total } }: SubscriptionConsequence): string =>
  `${total} ${total === 1 ? 'gateway' : 'gateways'} will refuse its calls.`

/** "Used 4 min ago, 1,204 requests today. 3 gateways will refuse its calls." */
export const consequenceText = (consequence: SubscriptionConsequence): string =>
  `${usageText(consequence)} ${gatewayText(consequence)}`
