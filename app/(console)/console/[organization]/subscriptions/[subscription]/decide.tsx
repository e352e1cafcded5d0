import { DecideSubscription } from '#components/subscription/decide-subscription.tsx'
import type { SubscriptionItem } from '#lib/subscription/schema.ts'
import {
  approveSubscriptionAction,
  measureSubscriptionAction,
  refuseSubscriptionAction,
  resumeSubscriptionAction,
  suspendSubscriptionAction,
} from '../actions.ts'

/** What the provider may do with it. */
export function Decide({ subscription: { id, application, status } }: { subscription: SubscriptionItem }) {
  return (
    <DecideSubscription
      id={id}
      application={application.name}
      status={status}
      approve={approveSubscriptionAction}
      refuse={refuseSubscriptionAction}
      suspend={suspendSubscriptionAction}
      resume={resumeSubscriptionAction}
      measure={measureSubscriptionAction}
    />
  )
}
