import type { ReactNode } from 'react'
import { Propagation } from '#components/patterns/propagation.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { PlanItem } from '#lib/plan/schema.ts'
import type { RevisionStatus } from '#lib/revision/schema.ts'
import { PlanCard } from './plan-card.tsx'

type Props = {
  plans: PlanItem[]
  /** Where each plan's last change holds, by its id. */
  statuses: Map<string, RevisionStatus>
  fetchStatus: (revision: number) => Promise<RevisionStatus>
  hrefOf: (plan: PlanItem) => string
  subscriptionsHref: string
  /** The plan's menu; nothing for those who may only look. */
  menuOf: (plan: PlanItem) => ReactNode
}

/** A product's plans side by side as readers compare them, with what the provider may do. */
export function PlanBoard(props: Props) {
  const { plans, statuses, fetchStatus, hrefOf, subscriptionsHref, menuOf } = props
  return (
    <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
      {plans.map((plan) => {
        const status = statuses.get(plan.id)
        const menu = menuOf(plan)
        return (
          <PlanCard
            key={plan.id}
            plan={plan}
            badge={
              <span className="flex shrink-0 items-center gap-1">
                {plan.isClosed && <Badge>Closed</Badge>}
                {menu}
              </span>
            }
          >
            {status && (
              <div className="mb-3 min-w-0">
                <Propagation
                  key={status.revision}
                  initial={status}
                  fetchStatus={fetchStatus.bind(null, status.revision)}
                />
              </div>
            )}
            <div className="flex min-h-8 items-center justify-between gap-2 border-t border-line pt-3">
              <TextLink href={subscriptionsHref} className="text-table tabular-nums">
                {plan.liveSubscriptions.toLocaleString('en')}{' '}
                {plan.liveSubscriptions === 1 ? 'subscription' : 'subscriptions'}
                {plan.olderSubscriptions > 0 &&
                  `, ${plan.olderSubscriptions.toLocaleString('en')} on older versions`}
              </TextLink>
              <LinkButton href={hrefOf(plan)} size="small" aria-label={`Open plan ${plan.name}`}>
                {menu ? 'Edit' : 'View'}
              </LinkButton>
            </div>
          </PlanCard>
        )
      })}
    </div>
  )
}
