import Link from 'next/link'
import type { ReactNode } from 'react'
import { Card } from '#components/ui/card.tsx'
import { StatusBadge } from '#components/ui/status-badge.tsx'
import { Time } from '#components/ui/time.tsx'
import { formatHeadline } from '#lib/billing/schema/format-price.ts'
import type { Pricing } from '#lib/billing/schema/pricing.ts'
import { formatQuota, formatRateLimit } from '#lib/plan/schema.ts'
import type { SubscriptionItem } from '#lib/subscription/schema.ts'
import type { QuotaUse } from '#lib/usage/schema.ts'
import { QuotaMeter } from './quota-meter.tsx'

type Props = {
  subscription: SubscriptionItem
  use: QuotaUse | undefined
  actions?: ReactNode
  /** Takes back what is to happen at the period's end; nothing where the reader may not. */
  takeBack?: ReactNode
}

/** One subscription of an application: its plan, its state, what is to come, and how much of the quota is used. */
export function SubscriptionCard({ subscription, use, actions, takeBack }: Props) {
  const { product, plan, status, reason } = subscription
  const { rateLimit, quota, pricing } = plan
  const terms = [plan.name, ...priceOf(pricing), formatRateLimit(rateLimit), formatQuota(quota)]
  return (
    <Card className="p-4">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <p className="flex flex-wrap items-center gap-2">
            <Link href={`/products/${product.slug}`} className="truncate font-medium hover:underline">
              {product.name}
            </Link>
            <StatusBadge status={status} />
          </p>
          <p className="mt-0.5 text-table text-muted tabular-nums">{terms.join(' · ')}</p>
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      <StateNote status={status} reason={reason} provider={product.organization.name} />
      <AheadNote subscription={subscription} takeBack={takeBack} />
      {use && status === 'active' && (
        <div className="mt-4">
          <QuotaMeter use={use} />
        </div>
      )}
    </Card>
  )
}

/** `€49.00 a month`; nothing for a free plan. */
function priceOf(pricing: Pricing | null): string[] {
  const { amount, per } = formatHeadline(pricing)
  return pricing ? [`${amount} ${per}`] : []
}

function StateNote({ status, reason, provider }: { status: string; reason: string; provider: string }) {
  if (status === 'pending')
    return (
      <p className="mt-3 text-table text-muted">
        {provider} approves this plan by hand. You will see it here.
      </p>
    )
  if (!reason || status === 'active') return null
  return (
    <p className="mt-3 text-table text-muted">
      {provider}: “{reason}”
    </p>
  )
}

/** What happens when the period, or the trial, ends, if it is more than another one. */
function AheadNote({ subscription, takeBack }: Pick<Props, 'subscription' | 'takeBack'>) {
  const { billing, plan } = subscription
  if (!billing) return null
  const { isCancelling, nextPlan, isTrial, renewsAt } = billing
  if (!isCancelling && !nextPlan && !isTrial) return null
  const what = isCancelling ? 'Ends' : nextPlan ? `Moves to ${nextPlan.name}` : 'Trial, charged from'
  return (
    <div className="mt-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-control bg-subtle px-3 py-2 text-table">
      <p>
        {what} {!isCancelling && !nextPlan ? '' : 'on '}
        <Time at={renewsAt} look="exact" />
        {!isCancelling && !nextPlan && `: ${priceOf(plan.pricing).join('')}`}
      </p>
      {(isCancelling || nextPlan) && takeBack}
    </div>
  )
}
