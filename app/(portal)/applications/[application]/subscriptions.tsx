import { EmptyState } from '#components/patterns/empty-state.tsx'
import { Section } from '#components/patterns/section.tsx'
import { SubscriptionCard } from '#components/subscription/subscription-card.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { can } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { listSubscriptions } from '#lib/subscription/queries.ts'
import { listQuotaUse } from '#lib/usage/queries.ts'
import { SubscriptionActions } from './subscription-actions.tsx'
import { TakeBackAction } from './take-back-action.tsx'

/** What the application may call: its plans, their state, and the quota that is used. */
export async function ApplicationSubscriptions({ actor, id: applicationId }: { actor: Actor; id: string }) {
  const { data } = await listSubscriptions(actor, { applicationId, limit: 100 })
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
          {shown.map((subscription) => {
            const { id, status, application } = subscription
            const mayAct =
              status !== 'refused' && can(actor, 'subscription:cancel', application.organization.id)
            return (
              <SubscriptionCard
                key={id}
                subscription={subscription}
                use={uses.get(id)}
                actions={mayAct && <SubscriptionActions actor={actor} subscription={subscription} />}
                takeBack={mayAct && <TakeBackAction subscription={subscription} />}
              />
            )
          })}
        </div>
      )}
    </Section>
  )
}
