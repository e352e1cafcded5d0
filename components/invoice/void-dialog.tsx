'use client'
import { useRouter } from 'next/navigation'
import {
  ActionForm,
  FormActions,
  FormError,
  SubmitButton,
  TextareaField,
  useActionForm,
} from '#components/patterns/form/index.ts'
import { DialogContent } from '#components/ui/dialog.tsx'
import { toast } from '#components/ui/toaster.tsx'
import type { ActionResult } from '#lib/core/action-result.ts'
import { formatMoney } from '#lib/core/money.ts'
import { VoidInvoice } from '#lib/invoice/schema/changes.ts'
import type { InvoiceItem } from '#lib/invoice/schema/invoice.ts'

type Props = {
  invoice: Pick<InvoiceItem, 'number' | 'amountOpen' | 'currency'>
  voidIt: (reason: string) => Promise<ActionResult<unknown>>
  onDone: () => void
}

/** Declares an invoice void. */
export function VoidDialog({ invoice: { number, amountOpen, currency }, voidIt, onDone }: Props) {
  const router = useRouter()
  const state = useActionForm({
    schema: VoidInvoice.pick({ reason: true }),
    defaultValues: { reason: '' },
    action: ({ reason }) => voidIt(reason),
    onSuccess: () => {
      toast.success(`${number} is void`)
      onDone()
      router.refresh()
    },
  })
  return (
    <DialogContent
      title={`Declare ${number} void`}
      description={`${formatMoney(amountOpen, currency)} is no longer owed, and reminders end. It keeps its number. It cannot be undone.`}
    >
      <ActionForm state={state}>
        <TextareaField name="reason" label="Reason" rows={3} hint="It stands in the history." />
        <FormError />
        <FormActions className="justify-end">
          <SubmitButton variant="danger">Declare void</SubmitButton>
        </FormActions>
      </ActionForm>
    </DialogContent>
  )
}
