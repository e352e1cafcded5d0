'use client'
import { useRouter } from 'next/navigation'
import { toast } from 'sonner'
import {
  ActionForm,
  FormActions,
  FormError,
  NumberField,
  RadioField,
  SubmitButton,
  useActionForm,
} from '#components/patterns/form/index.ts'
import type { ActionResult } from '#lib/core/action-result.ts'
import { UpdateEnvironmentLease } from '#lib/gateway/schema.ts'

type Props = {
  environment: { id: string; leaseSeconds: number; leaseOnExpiry: string }
  update: (input: UpdateEnvironmentLease) => Promise<ActionResult<unknown>>
}

/** How long, and what then. */
export function LeaseForm({ environment, update }: Props) {
  const router = useRouter()
  const state = useActionForm({
    schema: UpdateEnvironmentLease,
    defaultValues: {
      environmentId: environment.id,
      leaseSeconds: environment.leaseSeconds,
      leaseOnExpiry: environment.leaseOnExpiry === 'refuse' ? 'refuse' : 'serve',
    },
    action: update,
    onSuccess: () => {
      toast.success('Lease saved')
      router.refresh()
    },
  })
  return (
    <ActionForm state={state} className="max-w-160">
      <NumberField
        name="leaseSeconds"
        label="Lease in seconds"
        hint="86,400 is a day."
        className="max-w-60"
      />
      <RadioField
        name="leaseOnExpiry"
        label="When it has run out"
        options={[
          {
            value: 'serve',
            label: 'Serve on, with a warning',
            hint: 'Availability first: revocations made meanwhile are not known there.',
          },
          {
            value: 'refuse',
            label: 'Refuse every request',
            hint: 'Safety first: nothing passes on a configuration that nobody confirmed.',
          },
        ]}
      />
      <FormError />
      <FormActions>
        <SubmitButton variant="secondary">Save lease</SubmitButton>
      </FormActions>
    </ActionForm>
  )
}
