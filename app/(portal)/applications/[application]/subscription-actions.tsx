import { revisionStatusAction } from '#app/actions/revision.ts'
import { CancelSubscription } from '#components/subscription/cancel-subscription.tsx'
import { ChangePlan } from '#components/subscription/change-plan.tsx'
import { can } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { findCatalogueProduct } from '#lib/product/queries.ts'
import type { SubscriptionItem } from '#lib/subscription/schema.ts'
import {
  cancelSubscriptionAction,
  changePlanAction,
  previewCancellationAction,
  previewPlanChangeAction,
} from '../subscription-actions.ts'

type Props = { actor: Actor; subscription: SubscriptionItem }

/** What the consumer may do with a subscription that lives. One that is to end is kept first. */
export async function SubscriptionActions({ actor, subscription }: Props) {
  const { id, product, plan, status, application, billing } = subscription
  if (billing?.isCancelling) return null
  const offered = await findCatalogueProduct(actor, product.slug)
  const periodEndsAt = billing?.renewsAt.toISOString() ?? null
  const shared = { product: product.name, provider: product.organization.name, periodEndsAt }
  return (
    <>
      {status === 'active' && offered && offered.plans.length > 1 && (
        <ChangePlan
          {...shared}
          consumer={application.organization.name}
          mayPay={can(actor, 'payment:manage', application.organization.id)}
          currentPlanId={plan.id}
          plans={offered.plans}
          preview={previewPlanChangeAction.bind(null, id)}
          change={changePlanAction.bind(null, id)}
          fetchStatus={revisionStatusAction}
        />
      )}
      <CancelSubscription
        {...shared}
        preview={previewCancellationAction.bind(null, id)}
        cancel={cancelSubscriptionAction.bind(null, id)}
        fetchStatus={revisionStatusAction}
      />
    </>
  )
}
