import { DecideSubscription } from '#components/subscription/decide-subscription.tsx'
import { can } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import type { SubscriptionItem } from '#lib/subscription/schema.ts'
import {
  approveSubscriptionAction,
  measureSubscriptionAction,
  refuseSubscriptionAction,
  resumeSubscriptionAction,
  suspendSubscriptionAction,
} from '../actions.ts'

type Props = { actor: Actor; subscription: SubscriptionItem }

/** What this member of the provider may do with it. */
export function Decide({ actor, subscription }: Props) {
  const { id, application, status, suspendedFor, product } = subscription
  if (!can(actor, 'subscription:decide', product.organization.id)) return null
  return (
    <DecideSubscription
      id={id}
      application={application.name}
      status={status}
      isUnpaid={suspendedFor === 'payment'}
      approve={approveSubscriptionAction}
      refuse={refuseSubscriptionAction}
      suspend={suspendSubscriptionAction}
      resume={resumeSubscriptionAction}
      measure={measureSubscriptionAction}
    />
  )
}
