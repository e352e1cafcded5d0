'use client'
import { useState } from 'react'
import { ConfirmDialog } from '#components/patterns/confirm-dialog.tsx'
import { Measured } from '#components/patterns/measured.tsx'
import { Button } from '#components/ui/button.tsx'
import type { ActionResult } from '#lib/core/action-result.ts'
import type { SubscriptionConsequence, SubscriptionStatus } from '#lib/subscription/schema.ts'
import { consequenceText } from './cancellation-costs.tsx'
import { ReasonDialog } from './reason-dialog.tsx'

type Changed = ActionResult<{ revision: number }>
type Props = {
  id: string
  application: string
  status: SubscriptionStatus
  /** It was suspended for an unpaid invoice. */
  isUnpaid: boolean
  approve: (id: string) => Promise<Changed>
  refuse: (id: string, reason: string) => Promise<Changed>
  suspend: (id: string, reason: string) => Promise<Changed>
  resume: (id: string) => Promise<Changed>
  measure: (id: string) => Promise<ActionResult<SubscriptionConsequence>>
}

/** What the provider may do with a subscription in its present state. */
export function DecideSubscription({ id, application, status, isUnpaid, ...actions }: Props) {
  const [isSuspending, setSuspending] = useState(false)
  if (status === 'pending')
    return (
      <>
        <ConfirmDialog
          trigger={<Button variant="primary">Approve</Button>}
          tone="primary"
          title={`Approve ${application}`}
          consequence="Its keys open the product’s APIs as soon as the gateways have the change."
          confirmLabel="Approve"
          doneMessage="Subscription approved"
          action={() => actions.approve(id)}
        />
        <ReasonDialog
          trigger="Refuse"
          title={`Refuse ${application}`}
          consequence="The application gets no access. Its people read your reason."
          confirmLabel="Refuse subscription"
          doneMessage="Subscription refused"
          action={(reason) => actions.refuse(id, reason)}
        />
      </>
    )
  if (status === 'active')
    return (
      <ReasonDialog
        trigger="Suspend"
        title={`Suspend ${application}`}
        isOpen={isSuspending}
        onOpenChange={setSuspending}
        consequence={
          isSuspending && (
            <Measured
              load={() => actions.measure(id)}
              text={consequenceText}
              fallback="Its calls will be refused at once."
            />
          )
        }
        confirmLabel="Suspend subscription"
        doneMessage="Subscription suspended"
        action={(reason) => actions.suspend(id, reason)}
      />
    )
  if (status === 'suspended')
    return (
      <ConfirmDialog
        trigger={<Button variant="primary">Resume</Button>}
        tone="primary"
        title={`Resume ${application}`}
        consequence={
          isUnpaid
            ? 'Its keys open the product’s APIs again as soon as the gateways have the change. Its invoice stays open: without a payment it is suspended again after the days of grace of your billing settings.'
            : 'Its keys open the product’s APIs again as soon as the gateways have the change.'
        }
        confirmLabel="Resume"
        doneMessage="Subscription resumed"
        action={() => actions.resume(id)}
      />
    )
  return null
}
