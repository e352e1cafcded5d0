import { revisionStatusAction } from '#app/actions/revision.ts'
import { Propagation } from '#components/patterns/propagation.tsx'
import { SandboxSubscription } from '#components/sandbox/sandbox-subscription.tsx'
import { SubscriptionActs } from '#components/sandbox/subscription-acts.tsx'
import { listChanges } from '#lib/change/queries.ts'
import { eventLabel } from '#lib/change/schema.ts'
import { can } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { listSubscriptions } from '#lib/subscription/queries.ts'
import { listQuotaUse } from '#lib/usage/queries.ts'
import { endTrialAction, exhaustQuotaAction } from '../actions.ts'

/** The application's subscriptions, each with what may be let happen to it and where the last change holds. */
export async function SandboxSubscriptions({
  actor,
  applicationId,
}: {
  actor: Actor
  applicationId: string
}) {
  const { data } = await listSubscriptions(actor, { applicationId, limit: 100 })
  const uses = await listQuotaUse(
    actor,
    data.map(({ id }) => id),
  )
  const live = data.filter(({ status }) => status !== 'cancelled' && status !== 'refused')
  return (
    <div className="grid items-start gap-3 lg:grid-cols-2">
      {
        await Promise.all(
          live.map(async (subscription) => (
            <SandboxSubscription
              key={subscription.id}
              subscription={subscription}
              use={uses.get(subscription.id)}
              receipt={await receiptOf(actor, subscription.id)}
              acts={
                can(actor, 'application:update', subscription.application.organization.id) && (
                  <SubscriptionActs
                    subscription={subscription}
                    use={uses.get(subscription.id)}
                    exhaustQuota={exhaustQuotaAction.bind(null, subscription.id)}
                    endTrial={endTrialAction.bind(null, subscription.id)}
                  />
                )
              }
            />
          )),
        )
      }
    </div>
  )
}

async function receiptOf(actor: Actor, id: string) {
  const { data } = await listChanges(actor, { object: id, limit: 10 })
  const last = data.find(({ status }) => status !== null)
  if (!last?.status) return null
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-meta text-muted">
      {eventLabel(last.event)}
      <Propagation
        key={last.id}
        initial={last.status}
        fetchStatus={revisionStatusAction.bind(null, last.status.revision)}
      />
    </p>
  )
}
