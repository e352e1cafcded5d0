'use client'
import { useRouter } from 'next/navigation'
import {
  ActionForm,
  FormActions,
  FormError,
  SubmitButton,
  TextField,
  useActionForm,
} from '#components/patterns/form/index.ts'
import { DialogContent } from '#components/ui/dialog.tsx'
import { toast } from '#components/ui/toaster.tsx'
import type { ActionResult } from '#lib/core/action-result.ts'
import { toMajorText } from '#lib/core/money.ts'
import { toTransfer, transferForm } from './transfer-values.ts'

type Props = {
  title: string
  consequence: string
  /** The verb on the button. */
  submit: string
  doneMessage: string
  /** Minor units: what is usual, and at most. */
  amount: bigint
  currency: string
  record: (input: { reference: string; amount: number }) => Promise<ActionResult<unknown>>
  onDone: () => void
}

/** Records money that came in, or went back, by transfer. */
export function TransferDialog(props: Props) {
  return (
    <DialogContent title={props.title} description={props.consequence}>
      <TransferForm {...props} />
    </DialogContent>
  )
}

/** Made anew with each opening: what is due may have changed since the last. */
function TransferForm({ amount, currency, ...props }: Props) {
  const router = useRouter()
  const state = useActionForm({
    schema: transferForm(amount, currency),
    defaultValues: { reference: '', amount: toMajorText(amount, currency) },
    action: (values) => props.record(toTransfer(values, currency)),
    onSuccess: () => {
      toast.success(props.doneMessage)
      props.onDone()
      router.refresh()
    },
  })
  return (
    <ActionForm state={state}>
      <TextField name="reference" label="Reference" hint="As on the bank statement; each is recorded once." />
      <TextField name="amount" label={`Amount in ${currency}`} inputMode="decimal" className="max-w-48" />
      <FormError />
      <FormActions className="justify-end">
        <SubmitButton>{props.submit}</SubmitButton>
      </FormActions>
    </ActionForm>
  )
}
