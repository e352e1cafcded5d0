'use client'
import { useState } from 'react'
import { ActionErrorCallout } from '#components/patterns/action-error-callout.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogClose, DialogContent, DialogTrigger } from '#components/ui/dialog.tsx'
import { RadioGroup } from '#components/ui/radio-group.tsx'
import { formatPrice } from '#lib/billing/schema/format-price.ts'
import { formatQuota, formatRateLimit, type PlanOffer } from '#lib/plan/schema.ts'
import type { RevisionStatus } from '#lib/revision/schema.ts'
import type { ChangeAt } from '#lib/subscription/schema.ts'
import { PlanChangeCosts } from './plan-change-costs.tsx'
import { PlanChangeReceipt } from './plan-change-receipt.tsx'
import { type PlanChangeActions, usePlanChange } from './use-plan-change.ts'
import { WhenChoice } from './when-choice.tsx'

type Props = PlanChangeActions & {
  product: string
  provider: string
  consumer: string
  mayPay: boolean
  plans: PlanOffer[]
  fetchStatus: (revision: number) => Promise<RevisionStatus>
}

/** "Change plan": what it costs and changes is shown before, and where the new limits hold after. */
export function ChangePlan(props: Props) {
  const { product, plans, currentPlanId, periodEndsAt, fetchStatus, ...payment } = props
  const [isOpen, setOpen] = useState(false)
  const { done, ...change } = usePlanChange(props)
  const { preview } = change
  const isSame = change.planId === currentPlanId
  const setOpenOrReset = (next: boolean) => {
    if (next) change.reset()
    setOpen(next)
  }
  return (
    <Dialog open={isOpen} onOpenChange={setOpenOrReset}>
      <DialogTrigger asChild>
        <Button size="small">Change plan</Button>
      </DialogTrigger>
      <DialogContent
        title={`Change the plan of ${product}`}
        width="medium"
        footer={
          <>
            <DialogClose asChild>
              <Button disabled={change.isPending}>{done ? 'Close' : 'Cancel'}</Button>
            </DialogClose>
            {!done && (
              <Button
                variant="primary"
                onClick={change.save}
                isPending={change.isPending}
                disabled={isSame || !preview.data}
              >
                Change plan
              </Button>
            )}
          </>
        }
      >
        {done ? (
          <PlanChangeReceipt done={done} fetchStatus={fetchStatus} />
        ) : (
          <>
            <RadioGroup
              look="cards"
              aria-label="Plan"
              value={change.planId}
              onValueChange={(planId) => change.choose({ planId })}
              options={plans.map((plan) => optionOf(plan, currentPlanId))}
            />
            {periodEndsAt && !isSame && (
              <WhenChoice
                value={change.at}
                onValueChange={(at: ChangeAt) => change.choose({ at })}
                periodEndsAt={periodEndsAt}
              />
            )}
            {change.error && <ActionErrorCallout error={change.error} className="mt-5" />}
            {preview.error && <ActionErrorCallout error={preview.error} className="mt-5" />}
            {!isSame && !preview.error && (
              <PlanChangeCosts
                preview={preview.data}
                provider={payment.provider}
                consumer={payment.consumer}
                mayPay={payment.mayPay}
              />
            )}
          </>
        )}
      </DialogContent>
    </Dialog>
  )
}

const optionOf = (plan: PlanOffer, currentPlanId: string) => ({
  value: plan.id,
  label: plan.id === currentPlanId ? `${plan.name} (now)` : plan.name,
  hint: [
    formatPrice(plan.pricing),
    formatRateLimit(plan.rateLimit),
    formatQuota(plan.quota),
    ...(plan.approval === 'manual' ? ['approved by the provider'] : []),
  ].join(' · '),
})
