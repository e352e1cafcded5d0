import { TakeBack } from '#components/subscription/take-back.tsx'
import type { SubscriptionItem } from '#lib/subscription/schema.ts'
import { keepPlanAction, keepSubscriptionAction } from '../subscription-actions.ts'

/** Takes back what is ordered for the period's end. */
export function TakeBackAction({ subscription: { id, plan, billing } }: { subscription: SubscriptionItem }) {
  if (billing?.isCancelling)
    return (
      <TakeBack
        label="Keep subscription"
        doneMessage="The subscription goes on"
        action={keepSubscriptionAction.bind(null, id)}
      />
    )
  return (
    <TakeBack
      label={`Keep ${plan.name}`}
      doneMessage={`The subscription stays on ${plan.name}`}
      action={keepPlanAction.bind(null, id, plan.id)}
    />
  )
}
