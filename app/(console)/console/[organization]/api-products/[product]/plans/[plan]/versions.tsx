import { revisionStatusAction } from '#app/actions/revision.ts'
import { PlanVersions } from '#components/plan/plan-versions.tsx'
import type { Actor } from '#lib/core/context.ts'
import { listPlanVersions } from '#lib/plan/queries.ts'
import { listVersionSubscribersAction, movePlanSubscriptionsAction } from '../../../version-actions.ts'

type Props = { actor: Actor; planId: string; own: string; compared: string | undefined; mayMove: boolean }

/** The plan's versions, and what moves subscriptions off older ones. */
export async function Versions({ actor, planId, ...props }: Props) {
  return (
    <PlanVersions
      {...props}
      versions={await listPlanVersions(actor, planId)}
      listSubscribers={listVersionSubscribersAction}
      move={movePlanSubscriptionsAction}
      fetchStatus={revisionStatusAction}
    />
  )
}
