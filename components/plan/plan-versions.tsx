import { Section } from '#components/patterns/section.tsx'
import type { ActionResult } from '#lib/core/action-result.ts'
import type { MovePlanSubscriptions, PlanVersion } from '#lib/plan/schema.ts'
import type { RevisionStatus } from '#lib/revision/schema.ts'
import type { VersionSubscriber } from '#lib/subscription/schema.ts'
import type { MoveOutcome } from './move-outcome.tsx'
import { MoveSubscriptions } from './move-subscriptions.tsx'
import { VersionDifference } from './version-difference.tsx'
import { VersionTable } from './version-table.tsx'

type Props = {
  /** The newest first. */
  versions: PlanVersion[]
  /** The number of the version that is compared, from the URL. */
  compared: string | undefined
  /** The plan's page. */
  own: string
  mayMove: boolean
  listSubscribers: (planId: string) => Promise<ActionResult<VersionSubscriber[]>>
  move: (input: MovePlanSubscriptions) => Promise<ActionResult<MoveOutcome>>
  fetchStatus: (revision: number) => Promise<RevisionStatus>
}

/** A plan's versions, what an older one differs in, and the way off it. Nothing for a free plan that never had another. */
export function PlanVersions({ versions, compared, own, mayMove, ...actions }: Props) {
  const [newest] = versions
  if (!newest || (versions.length === 1 && newest.pricing === null)) return null
  const older = versions.find((one) => one.supersededAt && String(one.version) === compared)
  return (
    <div id="versions" className="mt-12 scroll-mt-16 border-t border-line pt-8">
      <Section
        title="Versions"
        description="New terms make a new version. Whoever has subscribed keeps the old one until you move them or they choose."
      >
        <VersionTable
          versions={versions}
          hrefOf={({ version }) => `${own}?version=${version}#versions`}
          actionsOf={(version) =>
            mayMove &&
            version.supersededAt &&
            version.liveSubscriptions > version.movingSubscriptions && (
              <MoveSubscriptions version={version} newest={newest} {...actions} />
            )
          }
        />
      </Section>
      {older && <VersionDifference older={older} newest={newest} closeHref={own} />}
    </div>
  )
}
