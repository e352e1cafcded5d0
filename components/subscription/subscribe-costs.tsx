import { Section } from '#components/patterns/section.tsx'
import { PriceTerms } from '#components/plan/price-terms.tsx'
import { Card } from '#components/ui/card.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { Time } from '#components/ui/time.tsx'
import type { Pricing } from '#lib/billing/schema/pricing.ts'
import { formatMoney } from '#lib/core/money.ts'
import { formatQuota, formatRateLimit, type PlanOffer } from '#lib/plan/schema.ts'
import type { SubscriptionPreview } from '#lib/subscription/schema.ts'
import { CostLines } from './cost-lines.tsx'
import { ExpectedBill } from './expected-bill.tsx'
import { PaymentNote } from './payment-note.tsx'

type Props = { preview: SubscriptionPreview | null; mayPay: boolean }

/** What a subscription costs today and later, how it is paid and what is enforced: read before it is confirmed. */
export function SubscribeCosts({ preview, mayPay }: Props) {
  return (
    <Section title="What it costs">
      <Card className="flex flex-col gap-5 p-4" aria-live="polite" aria-busy={!preview || undefined}>
        {preview?.currency && preview.plan.pricing ? (
          <>
            <DueToday preview={preview} currency={preview.currency} />
            {preview.nextInvoice && (!preview.plan.pricing.isPrepaid || preview.nextInvoice.total > 0n) && (
              <ExpectedBill
                title={preview.trialEndsAt ? 'First charge' : 'Next charge'}
                invoice={preview.nextInvoice}
                currency={preview.currency}
                tax={preview.tax}
              />
            )}
            <Usage pricing={preview.plan.pricing} />
            <PaymentNote
              payment={preview.payment}
              provider={preview.provider.name}
              consumer={preview.consumer.name}
              mayPay={mayPay}
              isAskedHere
            />
            <Limits plan={preview.plan} />
          </>
        ) : (
          <>
            <Skeleton className="h-8 w-40" />
            <Skeleton className="h-16 w-full" />
            <Skeleton className="h-24 w-full" />
          </>
        )}
      </Card>
    </Section>
  )
}

/** What an invoice that is made at once comes to; nothing in a trial. */
function DueToday({ preview, currency }: { preview: SubscriptionPreview; currency: string }) {
  const { plan, status, provider, lines, tax, dueNow, dueNowTotal, trialEndsAt } = preview
  const when = status === 'pending' ? `Due when ${provider.name} approves` : 'Due today'
  return (
    <section className="min-w-0">
      <h3 className="text-table font-medium">{when}</h3>
      <p className="mt-0.5 mb-2 text-title tabular-nums">{formatMoney(dueNowTotal, currency)}</p>
      {trialEndsAt && (
        <p className="text-table">
          Free until <Time at={trialEndsAt} look="exact" />. Cancel before, and nothing is charged.
        </p>
      )}
      {!trialEndsAt && lines.length === 0 && (
        <p className="text-table">
          {plan.pricing?.isPrepaid
            ? 'You buy credits, and what is used is taken from them.'
            : 'Nothing but what is used is charged.'}
        </p>
      )}
      {lines.length > 0 && (
        <CostLines
          lines={lines}
          currency={currency}
          tax={tax}
          taxAmount={dueNowTotal - dueNow}
          total={dueNowTotal}
          totalLabel={when}
        />
      )}
    </section>
  )
}

/** What is counted and charged beside the fees. */
function Usage({ pricing }: { pricing: Pricing }) {
  if (pricing.charges.length === 0) return null
  return (
    <section className="min-w-0 text-table">
      <h3 className="mb-2 font-medium">Usage, by the {pricing.interval}</h3>
      <ul className="flex flex-col gap-2">
        <PriceTerms pricing={{ ...pricing, setupFee: 0 }} />
      </ul>
    </section>
  )
}

/** What gateways will refuse, and where usage is not limited but charged. */
function Limits({ plan: { rateLimit, quota, pricing } }: { plan: PlanOffer }) {
  const beyond =
    quota?.mode === 'hard'
      ? 'calls beyond it are refused'
      : 'usage is charged without an end until you set a spend cap'
  return (
    <section className="min-w-0 text-table">
      <h3 className="font-medium">What gateways enforce</h3>
      <p className="mt-0.5 text-pretty text-muted">
        {formatRateLimit(rateLimit)}. {formatQuota(quota)}
        {pricing?.isPrepaid
          ? '. Calls are refused until you buy credits, and when they are used up.'
          : `: ${beyond}.`}
      </p>
    </section>
  )
}
