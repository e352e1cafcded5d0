'use client'
import { type FormEvent, useState, useTransition } from 'react'
import { ActionErrorCallout } from '#components/patterns/action-error-callout.tsx'
import { Section } from '#components/patterns/section.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { RadioGroup } from '#components/ui/radio-group.tsx'
import { Select } from '#components/ui/select.tsx'
import type { ActionError } from '#lib/core/action-result.ts'
import { formatApproval, formatQuota, formatRateLimit, type PlanOffer } from '#lib/plan/schema.ts'
import { runSubscribe, type SubscribeActions, type Subscribed } from './subscribe-steps.ts'

export type SubscribeFormProps = SubscribeActions & {
  product: { name: string }
  plans: PlanOffer[]
  chosenPlanId: string | undefined
  applications: { id: string; name: string; organization: string; liveCredentials: number }[]
  chosenApplicationId: string | undefined
  organizations: { id: string; name: string }[]
  onDone: (done: Subscribed) => void
}

const NEW = 'new'

/** Chooses plan and application, and runs the steps. What was chosen and typed stays when one of them is refused. */
export function SubscribeForm(props: SubscribeFormProps) {
  const { plans, applications, organizations } = props
  const [planId, setPlanId] = useState(
    plans.find(({ id }) => id === props.chosenPlanId)?.id ?? plans[0]?.id ?? '',
  )
  const known = applications.find(({ id }) => id === props.chosenApplicationId) ?? applications[0]
  const [applicationId, setApplicationId] = useState(known?.id ?? NEW)
  const [registeredId, setRegisteredId] = useState<string | null>(null)
  const [name, setName] = useState('')
  const [organizationId, setOrganizationId] = useState(organizations[0]?.id ?? '')
  const [error, setError] = useState<ActionError | null>(null)
  const [isPending, startTransition] = useTransition()
  const isNew = applicationId === NEW
  const submit = (event: FormEvent) => {
    event.preventDefault()
    startTransition(async () => {
      setError(null)
      const existing = applications.find(({ id }) => id === applicationId)
      const outcome = await runSubscribe(props, {
        planId,
        applicationId: isNew ? registeredId : applicationId,
        hasKey: (existing?.liveCredentials ?? 0) > 0,
        newApplication: { name, ...(organizationId && { organizationId }) },
      })
      if ('done' in outcome) return props.onDone(outcome.done)
      if (isNew) setRegisteredId(outcome.applicationId)
      setError(outcome.error)
    })
  }
  const nameError = error?.fields?.name
  return (
    <form method="post" onSubmit={submit} noValidate className="max-w-160" aria-busy={isPending || undefined}>
      <Section title="Plan">
        <RadioGroup
          look="cards"
          aria-label="Plan"
          value={planId}
          onValueChange={setPlanId}
          options={plans.map((plan) => ({
            value: plan.id,
            label: plan.name,
            hint: `${formatRateLimit(plan.rateLimit)} · ${formatQuota(plan.quota)} · ${formatApproval(plan.approval)}`,
          }))}
        />
      </Section>
      <Section title="Application" description="The client that will call. It gets the key.">
        <div className="flex flex-col gap-4">
          {applications.length > 0 && (
            <Field label="Application">
              <Select
                value={applicationId}
                onValueChange={setApplicationId}
                options={[
                  ...applications.map((application) => ({
                    value: application.id,
                    label:
                      organizations.length > 1
                        ? `${application.name} (${application.organization})`
                        : application.name,
                  })),
                  { value: NEW, label: 'Register a new one' },
                ]}
              />
            </Field>
          )}
          {isNew && (
            <Field label="Name of the application" error={nameError}>
              <Input
                value={name}
                onChange={(event) => setName(event.target.value)}
                placeholder="Mobile app"
                disabled={registeredId !== null}
              />
            </Field>
          )}
          {isNew && organizations.length > 1 && (
            <Field label="Organization">
              <Select
                value={organizationId}
                onValueChange={setOrganizationId}
                options={organizations.map((organization) => ({
                  value: organization.id,
                  label: organization.name,
                }))}
              />
            </Field>
          )}
        </div>
      </Section>
      {error && !nameError && <ActionErrorCallout error={error} className="mt-6" />}
      <div className="mt-6">
        <Button type="submit" variant="primary" isPending={isPending} disabled={!planId}>
          Subscribe
        </Button>
      </div>
    </form>
  )
}
