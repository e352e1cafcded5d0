'use client'
import { useRouter } from 'next/navigation'
import { countryOptions } from '#components/billing/country.ts'
import {
  ActionForm,
  FormActions,
  FormError,
  NumberField,
  SelectField,
  SubmitButton,
  TextareaField,
  TextField,
  useActionForm,
} from '#components/patterns/form/index.ts'
import { Section } from '#components/patterns/section.tsx'
import { toast } from '#components/ui/toaster.tsx'
import type { BillingSettingsItem, UpdateBillingSettings } from '#lib/billing-settings/schema.ts'
import type { ActionResult } from '#lib/core/action-result.ts'
import { CollectionFields } from './collection-fields.tsx'
import { DunningFields } from './dunning-fields.tsx'
import { SettingsForm, toSettings, toValues } from './settings-values.ts'
import { TaxRateFields } from './tax-rate-fields.tsx'

type Props = {
  settings: BillingSettingsItem
  isReadOnly: boolean
  update: (input: UpdateBillingSettings) => Promise<ActionResult<unknown>>
}

/** How an organization bills: who sells, what invoices say, taxes, who collects, and what follows when nobody pays. */
export function BillingSettingsForm({ settings, isReadOnly, update }: Props) {
  const router = useRouter()
  const state = useActionForm({
    schema: SettingsForm,
    defaultValues: toValues(settings),
    action: (values) => update(toSettings(values)),
    onSuccess: () => {
      toast.success('Billing settings saved: the next invoice says so')
      router.refresh()
    },
  })
  return (
    <ActionForm state={state} className="max-w-160 gap-0">
      <SellerFields isReadOnly={isReadOnly} />
      <InvoiceFields isReadOnly={isReadOnly} />
      <TaxRateFields isReadOnly={isReadOnly} />
      <CollectionFields settings={settings} isReadOnly={isReadOnly} />
      <DunningFields isReadOnly={isReadOnly} />
      {!isReadOnly && (
        <div className="mt-8 flex flex-col gap-3 border-t border-line pt-4">
          <p className="text-pretty text-table text-muted">
            Invoices that are issued already stay as they are.
          </p>
          <FormError />
          <FormActions>
            <SubmitButton>Save billing settings</SubmitButton>
          </FormActions>
        </div>
      )}
    </ActionForm>
  )
}

function SellerFields({ isReadOnly }: { isReadOnly: boolean }) {
  return (
    <Section title="Seller" description="Who you are on an invoice.">
      <div className="flex flex-col gap-4">
        <TextField
          name="legalName"
          label="Legal name"
          autoComplete="organization"
          disabled={isReadOnly}
          placeholder="Acme GmbH"
        />
        <TextareaField
          name="address"
          label="Address"
          rows={3}
          disabled={isReadOnly}
          hint="As on an envelope, without the name."
        />
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <SelectField
            name="country"
            label="Country"
            placeholder="Choose a country"
            options={countryOptions()}
            disabled={isReadOnly}
          />
          <TextField name="taxId" label="Tax id" placeholder="DE123456789" disabled={isReadOnly} />
        </div>
        <TextField
          name="email"
          label="E-mail"
          type="email"
          disabled={isReadOnly}
          hint="Where customers ask about invoices."
        />
      </div>
    </Section>
  )
}

function InvoiceFields({ isReadOnly }: { isReadOnly: boolean }) {
  return (
    <Section title="Invoices">
      <div className="flex flex-col gap-4">
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <TextField
            name="invoicePrefix"
            label="Number prefix"
            disabled={isReadOnly}
            hint="INV makes INV-000042, and INV-CN-000007 for a credit note."
          />
          <NumberField
            name="paymentTermsDays"
            label="Payment terms"
            disabled={isReadOnly}
            hint="Days from the invoice to its due date."
          />
        </div>
        <TextareaField
          name="bankDetails"
          label="Bank details"
          rows={3}
          disabled={isReadOnly}
          hint="Printed on every invoice: what a transfer needs."
        />
      </div>
    </Section>
  )
}
