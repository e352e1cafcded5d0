'use client'
import { useState } from 'react'
import { ConfirmDialog } from '#components/patterns/confirm-dialog.tsx'
import { RowMenu, type RowMenuItem } from '#components/patterns/row-menu.tsx'
import type { ActionResult } from '#lib/core/action-result.ts'
import type { PlanItem } from '#lib/plan/schema.ts'

type Props = {
  plan: Pick<PlanItem, 'id' | 'name' | 'isClosed' | 'liveSubscriptions' | 'olderSubscriptions'>
  editHref: string
  close: (id: string) => Promise<ActionResult<unknown>>
  reopen: (id: string) => Promise<ActionResult<unknown>>
  remove: (id: string) => Promise<ActionResult<unknown>>
}

/** Edit, close or reopen, delete: the menu of a plan. */
export function ManagePlan({ plan, editHref, close, reopen, remove }: Props) {
  const { id, name, isClosed } = plan
  const subscriptions = plan.liveSubscriptions + plan.olderSubscriptions
  const [asked, setAsked] = useState<'close' | 'reopen' | 'delete' | null>(null)
  const whileOpen = (act: typeof asked) => ({
    isOpen: asked === act,
    onOpenChange: (isOpen: boolean) => setAsked(isOpen ? act : null),
  })
  const items: RowMenuItem[] = [
    { label: 'Edit', href: editHref },
    isClosed
      ? { label: 'Reopen', onSelect: () => setAsked('reopen') }
      : { label: 'Close', onSelect: () => setAsked('close') },
    { label: 'Delete', isDanger: true, onSelect: () => setAsked('delete') },
  ]
  return (
    <>
      <RowMenu label={`Actions for plan ${name}`} items={items} />
      <ConfirmDialog
        {...whileOpen('close')}
        title={`Close plan “${name}”`}
        consequence={`It leaves the portal and takes no new subscriptions. ${goesOn(subscriptions)} You can reopen it.`}
        confirmLabel="Close plan"
        doneMessage="Plan closed"
        action={() => close(id)}
      />
      <ConfirmDialog
        {...whileOpen('reopen')}
        tone="primary"
        title={`Reopen plan “${name}”`}
        consequence="It stands in the portal again and takes new subscriptions."
        confirmLabel="Reopen plan"
        doneMessage="Plan reopened"
        action={() => reopen(id)}
      />
      <ConfirmDialog
        {...whileOpen('delete')}
        title={`Delete plan “${name}”`}
        consequence={
          subscriptions > 0
            ? `${count(subscriptions)} on it, so it cannot be deleted. Close it instead: it takes no new ones then.`
            : 'It goes for good. That is possible only while nobody ever subscribed to it.'
        }
        confirmLabel="Delete plan"
        doneMessage="Plan deleted"
        action={() => remove(id)}
      />
    </>
  )
}

const count = (subscriptions: number): string =>
  subscriptions === 1 ? '1 subscription is' : `${subscriptions.toLocaleString('en')} subscriptions are`

const goesOn = (subscriptions: number): string =>
  subscriptions === 0
    ? 'Nobody is subscribed to it now.'
    : `${count(subscriptions)} on it and ${subscriptions === 1 ? 'goes' : 'go'} on as before.`
