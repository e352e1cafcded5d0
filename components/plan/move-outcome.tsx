'use client'
import { Propagation } from '#components/patterns/propagation.tsx'
import { Callout } from '#components/ui/callout.tsx'
import type { PlanSubscriptionsMoved } from '#lib/plan/schema.ts'
import type { RevisionStatus } from '#lib/revision/schema.ts'
import type { VersionSubscriber } from '#lib/subscription/schema.ts'

/** What became of a move, and how far gateways are with the last of those that were moved at once. */
export type MoveOutcome = PlanSubscriptionsMoved & { status: RevisionStatus | null }

type Props = {
  outcome: MoveOutcome
  subscribers: VersionSubscriber[]
  fetchStatus: (revision: number) => Promise<RevisionStatus>
}

const count = (subscriptions: number) =>
  subscriptions === 1 ? '1 subscription' : `${subscriptions.toLocaleString('en')} subscriptions`

/** How many moved, how many will, who could not and why; and the gateways' receipt. */
export function MoveOutcomeView({ outcome, subscribers, fetchStatus }: Props) {
  const { moved, ordered, refused, status } = outcome
  const nameOf = (id: string) => {
    const found = subscribers.find((subscriber) => subscriber.id === id)
    return found ? `${found.application} of ${found.organization}` : id
  }
  const done = [
    ...(moved > 0 ? [`${count(moved)} moved.`] : []),
    ...(ordered > 0
      ? [`${count(ordered)} ${ordered === 1 ? 'moves when its' : 'move when their'} billing period ends.`]
      : []),
  ]
  return (
    <div className="flex flex-col gap-4">
      {done.length > 0 && (
        <Callout tone="success" isAlert title={done.join(' ')}>
          Each consumer gets a notice by mail.
        </Callout>
      )}
      {status && (
        <Propagation
          className="self-start"
          initial={status}
          fetchStatus={() => fetchStatus(status.revision)}
        />
      )}
      {refused.length > 0 && (
        <Callout tone="warning" isAlert title={`${count(refused.length)} could not be moved`}>
          <ul className="mt-1 flex flex-col gap-1">
            {refused.map(({ subscriptionId, reason }) => (
              <li key={subscriptionId}>
                <span className="font-medium text-text">{nameOf(subscriptionId)}:</span> {reason}
              </li>
            ))}
          </ul>
        </Callout>
      )}
      {done.length === 0 && refused.length === 0 && (
        <Callout tone="info" title="Nobody was left to move">
          They moved, or left, in the meantime.
        </Callout>
      )}
    </div>
  )
}
