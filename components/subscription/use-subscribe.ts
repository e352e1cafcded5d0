'use client'
import { type FormEvent, useEffect, useState, useTransition } from 'react'
import type { ActionError, ActionResult } from '#lib/core/action-result.ts'
import type { PlanOffer } from '#lib/plan/schema.ts'
import type { PreviewSubscription, SubscriptionPreview } from '#lib/subscription/schema.ts'
import { needsPaymentMethod } from './payment-note.tsx'
import { type ApplicationOption, NEW, type OrganizationOption } from './subscribe-application.tsx'
import { runSubscribe, type SubscribeActions, type Subscribed } from './subscribe-steps.ts'
import { usePreview } from './use-preview.ts'

export type SubscribeFormProps = SubscribeActions & {
  product: { name: string }
  plans: PlanOffer[]
  chosenPlanId: string | undefined
  applications: ApplicationOption[]
  chosenApplicationId: string | undefined
  organizations: OrganizationOption[]
  /** How the reader comes back from Stripe's page. */
  payment: 'saved' | 'left' | undefined
  preview: (input: PreviewSubscription) => Promise<ActionResult<SubscriptionPreview>>
  onDone: (done: Subscribed) => void
}

/** How often the page asks whether Stripe has told of a payment method that was saved on its page. */
const SAVED_POLL_MS = 1_500

/** The choices of a subscription, what they cost, and its steps. What was chosen and typed stays when one is refused. */
export function useSubscribe(props: SubscribeFormProps) {
  const { plans, applications, organizations, payment } = props
  const [planId, setPlanId] = useState(
    plans.find(({ id }) => id === props.chosenPlanId)?.id ?? plans[0]?.id ?? '',
  )
  const known = applications.find(({ id }) => id === props.chosenApplicationId) ?? applications[0]
  const [chosenId, setChosenId] = useState(known?.id ?? NEW)
  const [registeredId, setRegisteredId] = useState<string | null>(null)
  const [name, setName] = useState('')
  const [organizationId, setOrganizationId] = useState(organizations[0]?.id ?? '')
  const [error, setError] = useState<ActionError | null>(null)
  const [isLeaving, setLeaving] = useState(false)
  const [isPending, startTransition] = useTransition()

  const existing = applications.find(({ id }) => id === chosenId)
  const applicationId = chosenId === NEW ? registeredId : chosenId
  const consumer = applicationId ? { applicationId } : organizationId ? { organizationId } : null
  const isPriced = plans.find(({ id }) => id === planId)?.pricing != null
  const choice = isPriced && consumer ? `${planId}/${applicationId ?? organizationId}` : null
  const preview = usePreview(choice, () => props.preview({ planId, ...consumer }))
  const mayPay = (existing ?? organizations.find(({ id }) => id === organizationId))?.mayPay ?? false
  const isMissing = preview.data !== null && needsPaymentMethod(preview.data.payment)
  const isSaving = payment === 'saved' && isMissing
  const { reload } = preview
  // Stripe's word comes a moment after its page leads back.
  useEffect(() => {
    if (!isSaving) return
    const timer = setInterval(() => reload(true), SAVED_POLL_MS)
    return () => clearInterval(timer)
  }, [isSaving, reload])

  const leadsToCheckout = isMissing && mayPay && !isSaving
  const submit = (event: FormEvent) => {
    event.preventDefault()
    startTransition(async () => {
      setError(null)
      const outcome = await runSubscribe(props, {
        planId,
        applicationId,
        hasKey: (existing?.liveCredentials ?? 0) > 0,
        newApplication: { name, ...(organizationId && { organizationId }) },
        preview: preview.data,
        leadsToCheckout,
      })
      if ('done' in outcome) return props.onDone(outcome.done)
      if (chosenId === NEW) setRegisteredId(outcome.applicationId)
      if ('leaveTo' in outcome) {
        setLeaving(true)
        return window.location.assign(outcome.leaveTo)
      }
      setError(outcome.error)
      if (outcome.error.code === 'conflict') reload()
    })
  }
  return {
    plan: { planId, setPlanId },
    application: { chosenId, setChosenId, name, setName, organizationId, setOrganizationId, registeredId },
    preview,
    mayPay,
    isSaving,
    leadsToCheckout,
    error,
    submit,
    isPending: isPending || isLeaving,
  }
}
