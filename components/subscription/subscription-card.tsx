import Link from 'next/link'
import type { ReactNode } from 'react'
import { Card } from '#components/ui/card.tsx'
import { StatusBadge } from '#components/ui/status-badge.tsx'
import { formatQuota, formatRateLimit } from '#lib/plan/schema.ts'
import type { SubscriptionItem } from '#lib/subscription/schema.ts'
import type { QuotaUse } from '#lib/usage/schema.ts'
import { QuotaMeter } from './quota-meter.tsx'

type Props = { subscription: SubscriptionItem; use: QuotaUse | undefined; actions?: ReactNode }

/** One subscription of an application: its plan, its state and how much of the quota is used. */
export function SubscriptionCard({ subscription, use, actions }: Props) {
  const { product, plan, status, reason } = subscription
  const { rateLimit, quota } = plan
  return (
    <Card id={subscription.id} className="scroll-mt-20 p-4 target:border-accent">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <p className="flex flex-wrap items-center gap-2">
            <Link href={`/products/${product.slug}`} className="truncate font-medium hover:underline">
              {product.name}
            </Link>
            <StatusBadge status={status} />
          </p>
          <p className="mt-0.5 text-table text-muted">
            {plan.name} · {formatRateLimit(rateLimit)} · {formatQuota(quota)}
          </p>
        </div>
        {actions && <div className="flex items-center gap-2">{actions}</div>}
      </div>
      <StateNote status={status} reason={reason} provider={product.organization.name} />
      {use && status === 'active' && (
        <div className="mt-4">
          <QuotaMeter use={use} />
        </div>
      )}
    </Card>
  )
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
