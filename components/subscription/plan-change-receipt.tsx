import { Propagation } from '#components/patterns/propagation.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Time } from '#components/ui/time.tsx'
import type { RevisionStatus } from '#lib/revision/schema.ts'
import type { PlanChangePreview } from '#lib/subscription/schema.ts'
import { LimitChanges } from './limit-changes.tsx'

/** A change of plan that was made: as it was agreed to, and the proof. */
export type PlanChangeDone = { preview: PlanChangePreview; receipt: RevisionStatus }
type Props = { done: PlanChangeDone; fetchStatus: (revision: number) => Promise<RevisionStatus> }

/** Where the new limits hold; or when they will. */
export function PlanChangeReceipt({ done: { preview, receipt }, fetchStatus }: Props) {
  const { kind, from, to, effectiveAt, limits } = preview
  if (kind === 'order')
    return (
      <Callout tone="success" isAlert title={`${to.name} follows ${from.name}`}>
        On <Time at={effectiveAt} look="exact" />. Until then everything stays as it is, and you can take it
        back.
      </Callout>
    )
  return (
    <div className="flex flex-col gap-4">
      <Callout tone="success" isAlert title={`${to.name} holds from now on`} />
      <div>
        <Propagation initial={receipt} fetchStatus={fetchStatus.bind(null, receipt.revision)} />
      </div>
      <LimitChanges limits={limits} />
    </div>
  )
}
