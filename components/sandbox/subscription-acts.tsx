import { exactTime } from '#components/ui/time-format.ts'
import type { ActionResult } from '#lib/core/action-result.ts'
import type { SubscriptionItem } from '#lib/subscription/schema.ts'
import type { QuotaUse } from '#lib/usage/schema.ts'
import { SandboxAct } from './sandbox-act.tsx'

type Act = () => Promise<ActionResult<unknown>>
type Props = {
  subscription: SubscriptionItem
  use: QuotaUse | undefined
  exhaustQuota: Act
  endTrial: Act
}

/** What may be let happen to a subscription: only what it has. */
export function SubscriptionActs({ subscription, use, exhaustQuota, endTrial }: Props) {
  const { plan, product, billing, status } = subscription
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
          action={exhaustQuota}
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
          action={endTrial}
        />
      )}
    </>
  )
}
