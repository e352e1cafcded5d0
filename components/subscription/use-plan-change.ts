'use client'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { callAction } from '#components/patterns/call-action.ts'
import type { ActionError, ActionResult } from '#lib/core/action-result.ts'
import type { RevisionStatus } from '#lib/revision/schema.ts'
import type { ChangeAt, PlanChangePreview } from '#lib/subscription/schema.ts'
import type { PlanChangeDone } from './plan-change-receipt.tsx'
import { usePreview } from './use-preview.ts'

export type PlanChangeInput = { planId: string; at: ChangeAt; expectedPlanId: string; expectedTerms: string }

export type PlanChangeActions = {
  currentPlanId: string
  /** When the billing period ends, ISO; null while nothing is billed. */
  periodEndsAt: string | null
  preview: (planId: string, at: ChangeAt) => Promise<ActionResult<PlanChangePreview>>
  change: (input: PlanChangeInput) => Promise<ActionResult<{ receipt: RevisionStatus }>>
}

/** A change of plan from the choice to its receipt: what is confirmed is what was previewed, or it is a conflict. */
export function usePlanChange({ currentPlanId, periodEndsAt, preview: load, change }: PlanChangeActions) {
  const [planId, setPlanId] = useState<string | null>(null)
  const [chosenAt, setAt] = useState<ChangeAt>('now')
  const [error, setError] = useState<ActionError | null>(null)
  const [done, setDone] = useState<PlanChangeDone | null>(null)
  const [isPending, startTransition] = useTransition()
  const router = useRouter()
  const at = periodEndsAt ? chosenAt : 'now'
  const chosen = planId !== null && planId !== currentPlanId && !done ? planId : null
  const preview = usePreview(chosen && `${currentPlanId}/${chosen}/${at}`, () => load(chosen!, at))
  const choose = (next: { planId?: string; at?: ChangeAt }) => {
    setError(null)
    if (next.planId !== undefined) setPlanId(next.planId)
    if (next.at !== undefined) setAt(next.at)
  }
  const save = () =>
    startTransition(async () => {
      if (!chosen || !preview.data) return
      setError(null)
      const { expectedPlanId, expectedTerms } = preview.data
      const result = await callAction(() => change({ planId: chosen, at, expectedPlanId, expectedTerms }))
      if (result.ok) setDone({ preview: preview.data, receipt: result.data.receipt })
      else {
        setError(result.error)
        if (result.error.code === 'conflict') preview.reload()
      }
      router.refresh()
    })
  const reset = () => {
    setPlanId(null)
    setAt('now')
    setError(null)
    setDone(null)
  }
  return { planId: planId ?? currentPlanId, at, choose, preview, error, done, save, reset, isPending }
}
