'use client'
import { useState } from 'react'
import { ActionErrorCallout } from '#components/patterns/action-error-callout.tsx'
import { ConfirmDialog } from '#components/patterns/confirm-dialog.tsx'
import { Propagation } from '#components/patterns/propagation.tsx'
import { Button } from '#components/ui/button.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { toast } from '#components/ui/toaster.tsx'
import type { ActionResult } from '#lib/core/action-result.ts'
import type { RevisionStatus } from '#lib/revision/schema.ts'
import type { ChangeAt } from '#lib/subscription/schema.ts'
import { CancellationCosts, CancellationEffect, type MeasuredCancellation } from './cancellation-costs.tsx'
import { usePreview } from './use-preview.ts'
import { WhenChoice } from './when-choice.tsx'

type Props = {
  product: string
  provider: string
  /** When the billing period, or the trial, ends, ISO; null while nothing is billed. */
  periodEndsAt: string | null
  cancel: (at: ChangeAt) => Promise<ActionResult<{ receipt: RevisionStatus }>>
  preview: (at: ChangeAt) => Promise<ActionResult<MeasuredCancellation>>
  fetchStatus: (revision: number) => Promise<RevisionStatus>
}

// The receipt has to be read, and the gateways waited for.
const RECEIPT_MS = 20_000

/** "Cancel subscription", at once or with its period: asks with what it breaks, costs and gives back, measured now. */
export function CancelSubscription({ product, provider, periodEndsAt, cancel, preview, fetchStatus }: Props) {
  const [isOpen, setOpen] = useState(false)
  const [chosen, setChosen] = useState<ChangeAt>('period_end')
  // Whether anything is billed may change while the page is open.
  const at = periodEndsAt ? chosen : 'now'
  const { data, error } = usePreview(isOpen ? at : null, () => preview(at))
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
      consequence={data ? <CancellationEffect measured={data} /> : <Skeleton className="h-10 w-full" />}
      confirmLabel={at === 'now' ? 'Cancel subscription' : 'Cancel at the period’s end'}
      doneMessage={at === 'now' ? undefined : 'The subscription ends with its period'}
      action={() => cancel(at)}
      onDone={({ receipt }) => {
        if (at === 'now')
          toast.success('Subscription cancelled', {
            description: (
              <Propagation
                initial={receipt}
                fetchStatus={fetchStatus.bind(null, receipt.revision)}
                verb="Refused"
              />
            ),
            duration: RECEIPT_MS,
          })
      }}
    >
      {periodEndsAt && <WhenChoice value={at} onValueChange={setChosen} periodEndsAt={periodEndsAt} />}
      {error && <ActionErrorCallout error={error} className="mt-4" />}
      {data && <CancellationCosts preview={data.preview} provider={provider} />}
    </ConfirmDialog>
  )
}
