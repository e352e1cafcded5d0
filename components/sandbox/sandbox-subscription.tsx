import type { ReactNode } from 'react'
import { QuotaMeter } from '#components/subscription/quota-meter.tsx'
import { Card } from '#components/ui/card.tsx'
import { StatusBadge } from '#components/ui/status-badge.tsx'
import { Time } from '#components/ui/time.tsx'
import type { SubscriptionItem } from '#lib/subscription/schema.ts'
import type { QuotaUse } from '#lib/usage/schema.ts'

type Props = {
  subscription: SubscriptionItem
  use: QuotaUse | undefined
  /** The last change that gateways know of, and where it holds. */
  receipt: ReactNode
  acts: ReactNode
}

/** A subscription as its sandbox plays with it. */
export function SandboxSubscription({ subscription, use, receipt, acts }: Props) {
  const { product, plan, status, suspendedFor, billing } = subscription
  return (
    <Card className="flex flex-col gap-3 p-4">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <p className="flex flex-wrap items-center gap-2">
            <span className="truncate font-medium">
              {product.name}, {plan.name}
            </span>
            <StatusBadge
              status={status}
              {...(suspendedFor === 'payment' && { label: 'Suspended until paid', tone: 'danger' as const })}
            />
          </p>
          {billing && (
            <p className="mt-0.5 text-table text-muted">
              {billing.isTrial ? 'Trial' : 'Period'} to <Time at={billing.renewsAt} look="exact" />
              {billing.isCancelling && ', then it ends'}
            </p>
          )}
        </div>
        {acts && <div className="flex flex-wrap gap-2">{acts}</div>}
      </div>
      {use && status === 'active' && <QuotaMeter use={use} />}
      {plan.quota?.mode === 'soft' && (
        <p className="text-meta text-muted">
          Its quota is soft: gateways serve beyond it, and you are written to at 80 and 100 %.
        </p>
      )}
      {receipt}
    </Card>
  )
}
