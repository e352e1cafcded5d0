'use client'
import { useState } from 'react'
import { ConfirmDialog } from '#components/patterns/confirm-dialog.tsx'
import { Measured } from '#components/patterns/measured.tsx'
import { Button } from '#components/ui/button.tsx'
import { relativeTime } from '#components/ui/time-format.ts'
import type { ActionResult } from '#lib/core/action-result.ts'
import type { SubscriptionConsequence } from '#lib/subscription/schema.ts'

type Props = {
  product: string
  cancel: () => Promise<ActionResult<{ revision: number }>>
  measure: () => Promise<ActionResult<SubscriptionConsequence>>
}

/** "Cancel subscription": asks with what it breaks, measured now. */
export function CancelSubscription({ product, cancel, measure }: Props) {
  const [isOpen, setOpen] = useState(false)
  return (
    <ConfirmDialog
      trigger={
        <Button size="small" variant="danger-quiet">
          Cancel subscription
        </Button>
      }
      isOpen={isOpen}
      onOpenChange={setOpen}
      title={`Cancel the subscription to ${product}`}
      consequence={
        isOpen && (
          <Measured load={measure} fallback="Its calls will be refused at once." text={consequenceText} />
        )
      }
      confirmLabel="Cancel subscription"
      doneMessage="Subscription cancelled"
      action={cancel}
    />
  )
}

/** "Used 4 min ago, 1,204 requests today. 3 gateways will refuse its calls." */
export function consequenceText({ lastUsedAt, requestsToday, gateways }: SubscriptionConsequence): string {
  const used = lastUsedAt
    ? `Used ${relativeTime(new Date(lastUsedAt), Date.now())}, ${requestsToday.toLocaleString('en')} requests today.`
    : 'It was never used.'
  return `${used} ${gateways.total} ${gateways.total === 1 ? 'gateway' : 'gateways'} will refuse its calls.`
}
