'use client'
import { RadioField } from '#components/patterns/form/index.ts'
import { Section } from '#components/patterns/section.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Mono } from '#components/ui/mono.tsx'
import type { BillingSettingsItem } from '#lib/billing-settings/schema.ts'

type Props = { settings: BillingSettingsItem; isReadOnly: boolean }

const missing = (
  <>
    Stripe is not available: whoever runs this installation sets <Mono>STRIPE_SECRET_KEY</Mono> and{' '}
    <Mono>STRIPE_WEBHOOK_SECRET</Mono> first.
  </>
)

/** Who collects the money. */
export function CollectionFields({ settings, isReadOnly }: Props) {
  const { isStripeAvailable } = settings
  return (
    <Section title="Collection">
      <div className="flex flex-col gap-4">
        {settings.paymentProvider === 'stripe' && !isStripeAvailable && (
          <Callout tone="warning" title="Stripe is chosen but not available">
            Invoices are collected by transfer meanwhile.
          </Callout>
        )}
        <RadioField
          name="paymentProvider"
          label="How to collect"
          look="cards"
          hint={!isStripeAvailable && missing}
          options={[
            {
              value: 'manual',
              label: 'Bank transfer',
              hint: 'Customers pay to the bank details above; you mark invoices as paid.',
              isDisabled: isReadOnly,
            },
            {
              value: 'stripe',
              label: 'Stripe',
              hint: 'Customers leave a card; each invoice is charged when it is issued.',
              isDisabled: isReadOnly || !isStripeAvailable,
            },
          ]}
        />
      </div>
    </Section>
  )
}
