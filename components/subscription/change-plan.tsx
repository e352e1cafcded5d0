'use client'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { toast } from 'sonner'
import { ActionErrorCallout } from '#components/patterns/action-error-callout.tsx'
import { callAction } from '#components/patterns/call-action.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogClose, DialogContent, DialogTrigger } from '#components/ui/dialog.tsx'
import { RadioGroup } from '#components/ui/radio-group.tsx'
import type { ActionError, ActionResult } from '#lib/core/action-result.ts'
import { formatApproval, formatQuota, formatRateLimit, type PlanOffer } from '#lib/plan/schema.ts'

type Props = {
  product: string
  currentPlanId: string
  plans: PlanOffer[]
  change: (planId: string) => Promise<ActionResult<{ revision: number }>>
}

/** "Change plan": the new limits hold at the gateways as soon as they have the change. */
export function ChangePlan({ product, currentPlanId, plans, change }: Props) {
  const [isOpen, setOpen] = useState(false)
  const [planId, setPlanId] = useState(currentPlanId)
  const [error, setError] = useState<ActionError | null>(null)
  const [isPending, startTransition] = useTransition()
  const router = useRouter()
  const save = () =>
    startTransition(async () => {
      setError(null)
      const result = await callAction(() => change(planId))
      if (!result.ok) return setError(result.error)
      setOpen(false)
      toast.success('Plan changed')
      router.refresh()
    })
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="small">Change plan</Button>
      </DialogTrigger>
      <DialogContent
        title={`Change the plan of ${product}`}
        width="medium"
        footer={
          <>
            <DialogClose asChild>
              <Button disabled={isPending}>Cancel</Button>
            </DialogClose>
            <Button
              variant="primary"
              onClick={save}
              isPending={isPending}
              disabled={planId === currentPlanId}
            >
              Change plan
            </Button>
          </>
        }
      >
        <RadioGroup
          look="cards"
          aria-label="Plan"
          value={planId}
          onValueChange={setPlanId}
          options={plans.map((plan) => ({
            value: plan.id,
            label: plan.id === currentPlanId ? `${plan.name} (now)` : plan.name,
            hint: `${formatRateLimit(plan.rateLimit)} · ${formatQuota(plan.quota)} · ${formatApproval(plan.approval)}`,
          }))}
        />
        {error && <ActionErrorCallout error={error} className="mt-4" />}
      </DialogContent>
    </Dialog>
  )
}
