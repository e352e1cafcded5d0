import { revisionStatusAction } from '#app/actions/revision.ts'
import { Propagation } from '#components/patterns/propagation.tsx'
import { SandboxAct } from '#components/sandbox/sandbox-act.tsx'
import { SandboxSubscription } from '#components/sandbox/sandbox-subscription.tsx'
import { exactTime } from '#components/ui/time-format.ts'
import { listChanges } from '#lib/change/queries.ts'
import { eventLabel } from '#lib/change/schema.ts'
import { can } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { listSubscriptions } from '#lib/subscription/queries.ts'
import type { SubscriptionItem } from '#lib/subscription/schema.ts'
import { listQuotaUse } from '#lib/usage/queries.ts'
import type { QuotaUse } from '#lib/usage/schema.ts'
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
                  <Acts subscription={subscription} use={uses.get(subscription.id)} />
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

function Acts({ subscription, use }: { subscription: SubscriptionItem; use: QuotaUse | undefined }) {
  const { id, plan, product, billing, status } = subscription
  const name = `${product.name}, ${plan.name}`
  const isHard = use?.limit && use.resetAt && plan.quota?.mode !== 'soft'
  return (
    <>
      {status === 'active' && isHard && use.used < use.limit! && (
        <SandboxAct
          label="Use up the quota"
          title={`Use up the quota of ${name}`}
          consequence={`All ${use.limit!.toLocaleString('en')} requests of the ${use.period} are used up at once. The next call is refused with quota_exhausted until ${exactTime(use.resetAt!, 'exact')} by the sandbox’s clock.`}
          doneMessage="Quota used up"
          action={exhaustQuotaAction.bind(null, id)}
        />
      )}
      {billing?.isTrial && (
        <SandboxAct
          label="End the trial"
          title={`End the trial of ${name}`}
          consequence={
            billing.isCancelling
              ? 'The subscription ends now, as it was cancelled for then: its keys open it no more.'
              : `It ends now instead of on ${exactTime(billing.renewsAt, 'date')}. Set-up and first fee are invoiced at once, and usage is billed from now on.`
          }
          doneMessage="Trial ended"
          action={endTrialAction.bind(null, id)}
        />
      )}
    </>
  )
}
