import { EmptyState } from '#components/patterns/empty-state.tsx'
import { Section } from '#components/patterns/section.tsx'
import { CancelSubscription } from '#components/subscription/cancel-subscription.tsx'
import { ChangePlan } from '#components/subscription/change-plan.tsx'
import { SubscriptionCard } from '#components/subscription/subscription-card.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { can } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { findCatalogueProduct } from '#lib/product/queries.ts'
import { listSubscriptions } from '#lib/subscription/queries.ts'
import type { SubscriptionItem } from '#lib/subscription/schema.ts'
import { listQuotaUse } from '#lib/usage/queries.ts'
import { cancelSubscriptionAction, changePlanAction, measureSubscriptionAction } from '../actions.ts'

/** What the application may call: its plans, their state, and the quota that is used. */
export async function ApplicationSubscriptions({ actor, id }: { actor: Actor; id: string }) {
  const { data } = await listSubscriptions(actor, { applicationId: id, limit: 100 })
  const uses = await listQuotaUse(
    actor,
    data.map((subscription) => subscription.id),
  )
  const shown = data.filter(({ status }) => status !== 'cancelled')
  return (
    <Section
      title="Subscriptions"
      actions={shown.length > 0 && <LinkButton href="/catalogue">Add from the catalogue</LinkButton>}
    >
      {shown.length === 0 ? (
        <EmptyState
          title="No plan yet"
          action={
            <LinkButton href="/catalogue" variant="primary">
              Choose a product
            </LinkButton>
          }
        >
          A subscription opens the APIs of a product to this application, within the limits of the plan you
          choose.
        </EmptyState>
      ) : (
        <div className="grid gap-3 lg:grid-cols-2">
          {shown.map((subscription) => (
            <SubscriptionCard
              key={subscription.id}
              subscription={subscription}
              use={uses.get(subscription.id)}
              actions={
                subscription.status !== 'refused' &&
                can(actor, 'subscription:cancel', subscription.application.organization.id) && (
                  <SubscriptionActions actor={actor} subscription={subscription} />
                )
              }
            />
          ))}
        </div>
      )}
    </Section>
  )
}

/** What the consumer may do with a subscription that lives. */
async function SubscriptionActions({
  actor,
  subscription,
}: {
  actor: Actor
  subscription: SubscriptionItem
}) {
  const { id, product, plan, status } = subscription
  const offered = await findCatalogueProduct(actor, product.slug)
  return (
    <>
      {status === 'active' && offered && offered.plans.length > 1 && (
        <ChangePlan
          product={product.name}
          currentPlanId={plan.id}
          plans={offered.plans}
          change={changePlanAction.bind(null, id)}
        />
      )}
      <CancelSubscription
        product={product.name}
        cancel={cancelSubscriptionAction.bind(null, id)}
        measure={measureSubscriptionAction.bind(null, id)}
      />
    </>
  )
}
