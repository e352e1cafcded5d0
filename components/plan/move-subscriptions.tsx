'use client'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { ActionErrorCallout } from '#components/patterns/action-error-callout.tsx'
import { callAction } from '#components/patterns/call-action.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogClose, DialogContent, DialogTrigger } from '#components/ui/dialog.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import type { ActionError, ActionResult } from '#lib/core/action-result.ts'
import type { MovePlanSubscriptions, PlanVersion } from '#lib/plan/schema.ts'
import type { RevisionStatus } from '#lib/revision/schema.ts'
import type { VersionSubscriber } from '#lib/subscription/schema.ts'
import { MoveFields, type MoveWish, noWish } from './move-fields.tsx'
import { type MoveOutcome, MoveOutcomeView } from './move-outcome.tsx'

type Props = {
  version: PlanVersion
  newest: PlanVersion
  /** Read when the dialog opens. */
  listSubscribers: (planId: string) => Promise<ActionResult<VersionSubscriber[]>>
  move: (input: MovePlanSubscriptions) => Promise<ActionResult<MoveOutcome>>
  fetchStatus: (revision: number) => Promise<RevisionStatus>
}

/** Moves those on an older version to the one that is offered: one, some or all, and shows what became of each. */
export function MoveSubscriptions({ version, newest, listSubscribers, move, fetchStatus }: Props) {
  const router = useRouter()
  const [isOpen, setOpen] = useState(false)
  const [subscribers, setSubscribers] = useState<VersionSubscriber[] | null>(null)
  const [wish, setWish] = useState<MoveWish>(noWish)
  const [outcome, setOutcome] = useState<MoveOutcome | null>(null)
  const [error, setError] = useState<ActionError | null>(null)
  const [isPending, startTransition] = useTransition()
  const toggle = (isOpening: boolean) => {
    if (isPending) return
    setOpen(isOpening)
    if (!isOpening) return outcome ? router.refresh() : undefined
    setWish(noWish)
    setOutcome(null)
    setError(null)
    setSubscribers(null)
    void callAction(() => listSubscribers(version.id)).then((answer) =>
      answer.ok ? setSubscribers(answer.data) : setError(answer.error),
    )
  }
  // Those that were shown, and nobody who came, or chose another plan, in the meantime.
  const wanted = wish.isAll ? (subscribers ?? []).map(({ id }) => id) : wish.chosen
  const confirm = () =>
    startTransition(async () => {
      setError(null)
      const { at, reason } = wish
      const answer = await callAction(() => move({ id: version.id, subscriptionIds: wanted, at, reason }))
      if (answer.ok) setOutcome(answer.data)
      else setError(answer.error)
    })
  return (
    <Dialog open={isOpen} onOpenChange={toggle}>
      <DialogTrigger asChild>
        <Button size="small">Move subscriptions</Button>
      </DialogTrigger>
      <DialogContent
        width="medium"
        title={`Move from version ${version.version} to ${newest.version}`}
        footer={
          outcome ? (
            <DialogClose asChild>
              <Button variant="primary">Done</Button>
            </DialogClose>
          ) : (
            <>
              <DialogClose asChild>
                <Button disabled={isPending}>Cancel</Button>
              </DialogClose>
              <Button
                variant="primary"
                onClick={confirm}
                isPending={isPending}
                disabled={wanted.length === 0}
              >
                {`Move ${wanted.length.toLocaleString('en')} ${wanted.length === 1 ? 'subscription' : 'subscriptions'}`}
              </Button>
            </>
          )
        }
      >
        {!subscribers && !error && <Skeleton className="h-60 w-full" />}
        {subscribers && !outcome && (
          <MoveFields newest={newest} subscribers={subscribers} wish={wish} onChange={setWish} />
        )}
        {subscribers && outcome && (
          <MoveOutcomeView outcome={outcome} subscribers={subscribers} fetchStatus={fetchStatus} />
        )}
        {error && <ActionErrorCallout error={error} className="mt-4" />}
      </DialogContent>
    </Dialog>
  )
}
