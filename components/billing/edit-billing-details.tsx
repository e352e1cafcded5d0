'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { toast } from 'sonner'
import {
  ActionForm,
  FormActions,
  FormError,
  SelectField,
  SubmitButton,
  TextareaField,
  TextField,
  useActionForm,
} from '#components/patterns/form/index.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogContent, DialogTrigger } from '#components/ui/dialog.tsx'
import type { ActionResult } from '#lib/core/action-result.ts'
import { type CustomerItem, UpdateCustomer } from '#lib/customer/schema.ts'
import { countryOptions } from './country.ts'

const Form = UpdateCustomer.omit({ id: true })

type Details = Pick<CustomerItem, 'legalName' | 'address' | 'country' | 'taxId' | 'email'>
type Props = {
  details: Details
  /** Whose invoices they stand on. */
  provider: string
  update: (input: Omit<UpdateCustomer, 'id'>) => Promise<ActionResult<unknown>>
}

/** "Edit": what invoices say of the customer. */
export function EditBillingDetails(props: Props) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="small" aria-label={`Edit billing details for ${props.provider}`}>
          Edit
        </Button>
      </DialogTrigger>
      <DialogContent
        title="Edit billing details"
        description={`They stand on invoices of ${props.provider} from the next one on. What is finalized stays as it is.`}
        width="medium"
      >
        <DetailsForm {...props} onSaved={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  )
}

function DetailsForm({ details, update, onSaved }: Props & { onSaved: () => void }) {
  const router = useRouter()
  const { legalName, address, country, taxId, email } = details
  const state = useActionForm({
    schema: Form,
    defaultValues: { legalName, address, country, taxId, email },
    action: update,
    onSuccess: () => {
      onSaved()
      toast.success('Billing details saved')
      router.refresh()
    },
  })
  return (
    <ActionForm state={state}>
      <TextField name="legalName" label="Legal name" autoComplete="organization" />
      <TextareaField name="address" label="Address" rows={3} autoComplete="street-address" />
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          name="country"
          label="Country"
          options={countryOptions(country)}
          placeholder="Choose a country"
          hint="Taxes follow it."
        />
        <TextField name="taxId" label="Tax id" isOptional hint="VAT, GST or the like." />
      </div>
      <TextField
        name="email"
        type="email"
        label="Billing e-mail"
        isOptional
        autoComplete="email"
        hint="Invoices, reminders and notices go there; without it, to the organization’s owners."
      />
      <FormError />
      <FormActions>
        <SubmitButton>Save details</SubmitButton>
      </FormActions>
    </ActionForm>
  )
}
