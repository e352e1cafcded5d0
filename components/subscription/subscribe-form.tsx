'use client'
import { ActionErrorCallout } from '#components/patterns/action-error-callout.tsx'
import { Section } from '#components/patterns/section.tsx'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { RadioGroup } from '#components/ui/radio-group.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { formatPrice } from '#lib/billing/schema/format-price.ts'
import { formatMoney } from '#lib/core/money.ts'
import { formatApproval, formatQuota, formatRateLimit } from '#lib/plan/schema.ts'
import type { SubscriptionPreview } from '#lib/subscription/schema.ts'
import { SubscribeApplication } from './subscribe-application.tsx'
import { SubscribeCosts } from './subscribe-costs.tsx'
import { type SubscribeFormProps, useSubscribe } from './use-subscribe.ts'

/** Plan and application, what they cost together, and the confirmation of just that. */
export function SubscribeForm(props: SubscribeFormProps) {
  const { plan, application, preview, error, ...form } = useSubscribe(props)
  const nameError = error?.fields?.name
  return (
    <form
      method="post"
      onSubmit={form.submit}
      noValidate
      className="max-w-160"
      aria-busy={form.isPending || undefined}
    >
      <Returned payment={props.payment} isSaving={form.isSaving} preview={preview.data} />
      <Section title="Plan">
        <RadioGroup
          look="cards"
          aria-label="Plan"
          value={plan.planId}
          onValueChange={plan.setPlanId}
          options={props.plans.map((offer) => ({
            value: offer.id,
            label: offer.name,
            hint: `${formatPrice(offer.pricing)} · ${formatRateLimit(offer.rateLimit)} · ${formatQuota(offer.quota)} · ${formatApproval(offer.approval)}`,
          }))}
        />
      </Section>
      <SubscribeApplication
        applications={props.applications}
        organizations={props.organizations}
        value={application.chosenId}
        onValueChange={application.setChosenId}
        name={application.name}
        onNameChange={application.setName}
        nameError={nameError}
        isRegistered={application.registeredId !== null}
        organizationId={application.organizationId}
        onOrganizationChange={application.setOrganizationId}
      />
      {(preview.isLoading || preview.data) && <SubscribeCosts preview={preview.data} mayPay={form.mayPay} />}
      {preview.error && <ActionErrorCallout error={preview.error} className="mt-6" />}
      {preview.error?.code === 'conflict' && (
        <p className="mt-2 text-table">
          <TextLink href={`/applications/${application.chosenId}`}>Open the application</TextLink>
        </p>
      )}
      {error && !nameError && <ActionErrorCallout error={error} className="mt-6" />}
      <div className="mt-6">
        <Button
          type="submit"
          variant="primary"
          isPending={form.isPending}
          disabled={!plan.planId || preview.isLoading || preview.error !== null}
        >
          {form.leadsToCheckout ? 'Continue to payment' : confirmLabel(preview.data)}
        </Button>
      </div>
    </form>
  )
}

/** Says what the click does to the reader's money. */
function confirmLabel(preview: SubscriptionPreview | null): string {
  if (!preview?.currency || preview.status === 'pending') return 'Subscribe'
  if (preview.trialEndsAt) return 'Subscribe and begin the trial'
  const amount = formatMoney(preview.dueNowTotal, preview.currency)
  if (preview.dueNowTotal === 0n) return 'Subscribe'
  return preview.payment?.provider === 'stripe' ? `Subscribe and pay ${amount}` : `Subscribe for ${amount}`
}

type ReturnedProps = Pick<SubscribeFormProps, 'payment'> & {
  isSaving: boolean
  preview: SubscriptionPreview | null
}

/** How it went on Stripe's page. */
function Returned({ payment, isSaving, preview }: ReturnedProps) {
  if (!payment || !preview?.payment) return null
  if (payment === 'left' && preview.payment.paymentMethod === '')
    return (
      <Callout tone="warning" isAlert className="mb-6" title="No payment method was saved">
        You left Stripe’s page. Nothing was charged, and nothing is subscribed yet.
      </Callout>
    )
  if (payment !== 'saved') return null
  return (
    <Callout
      tone={isSaving ? 'info' : 'success'}
      isAlert
      className="mb-6"
      title="Your payment method is saved"
    >
      {isSaving
        ? 'Stripe’s confirmation is on its way. Nothing was charged yet.'
        : `${preview.payment.paymentMethod}. Nothing was charged yet: confirm below.`}
    </Callout>
  )
}
