'use client'
import { useRouter } from 'next/navigation'
import { useWatch } from 'react-hook-form'
import {
  ActionForm,
  FormActions,
  FormError,
  RadioField,
  SubmitButton,
  TextareaField,
  TextField,
  useActionForm,
} from '#components/patterns/form/index.ts'
import { DialogContent } from '#components/ui/dialog.tsx'
import { toast } from '#components/ui/toaster.tsx'
import type { ActionResult } from '#lib/core/action-result.ts'
import { formatMoney } from '#lib/core/money.ts'
import type { CreateCreditNote } from '#lib/invoice/schema/changes.ts'
import type { InvoiceDetail } from '#lib/invoice/schema/invoice.ts'
import {
  type CreditableLine,
  creditableLines,
  creditForm,
  netOf,
  toCredit,
  toFieldErrors,
} from './credit-values.ts'

type Input = Omit<CreateCreditNote, 'id'>
type Props = {
  invoice: InvoiceDetail
  credit: (input: Input) => Promise<ActionResult<{ number: string; total: bigint }>>
  onDone: () => void
}

/** Takes back all that is left of an invoice, or parts of its lines. */
export function CreditNoteDialog({ invoice, credit, onDone }: Props) {
  const { number, currency, total, amountCredited } = invoice
  const router = useRouter()
  const lines = creditableLines(invoice)
  const state = useActionForm({
    schema: creditForm(lines, currency),
    defaultValues: { scope: 'parts', reason: '', amounts: lines.map(() => '') },
    action: async (values) => {
      const { input, places } = toCredit(values, lines, currency)
      const result = await credit(input)
      if (result.ok || !result.error.fields) return result
      return { ok: false, error: { ...result.error, fields: toFieldErrors(result.error.fields, places) } }
    },
    onSuccess: (made) => {
      toast.success(`${made.number} takes back ${formatMoney(made.total, currency)}`)
      onDone()
      router.refresh()
    },
  })
  const [scope, amounts] = useWatch({ control: state.form.control, name: ['scope', 'amounts'] })
  const left = formatMoney(total - amountCredited, currency)
  const net = netOf({ amounts }, currency)
  return (
    <DialogContent
      title={`Write a credit note on ${number}`}
      width="medium"
      description={consequenceOf(invoice)}
    >
      <ActionForm state={state}>
        <RadioField
          name="scope"
          label="What to take back"
          options={[
            { value: 'parts', label: 'Parts of its lines' },
            { value: 'all', label: `All that is left of it: ${left}, tax included` },
          ]}
        />
        {scope === 'parts' && <Amounts lines={lines} currency={currency} />}
        <TextareaField name="reason" label="Reason" rows={2} hint="The customer reads it." />
        <FormError />
        <FormActions className="justify-between">
          <span className="text-table text-muted tabular-nums">
            {scope === 'parts' && net !== null && `${formatMoney(net, currency)} before tax`}
          </span>
          <SubmitButton variant="danger">Write credit note</SubmitButton>
        </FormActions>
      </ActionForm>
    </DialogContent>
  )
}

function Amounts({ lines, currency }: { lines: CreditableLine[]; currency: string }) {
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 font-medium">Amounts before tax, in {currency}</legend>
      {lines.map(({ id, description, left }, index) => (
        <div key={id} className="grid grid-cols-[minmax(0,1fr)_8rem] items-start gap-3">
          <p className="min-w-0 pt-1.5 text-table">
            <span className="block truncate" title={description}>
              {description}
            </span>
            <span className="text-meta text-muted tabular-nums">{formatMoney(left, currency)} left</span>
          </p>
          <TextField
            name={`amounts.${index}`}
            label={`Amount of ${description}`}
            isLabelHidden
            inputMode="decimal"
            placeholder="0.00"
          />
        </div>
      ))}
    </fieldset>
  )
}

/** What follows, by who collects and whether it was paid. */
function consequenceOf({ status, paymentProvider }: InvoiceDetail): string {
  const kept = 'The invoice stays as it is; the customer gets the credit note by mail. It cannot be undone.'
  if (status !== 'paid') return `Less is to be paid. ${kept}`
  return paymentProvider === 'stripe'
    ? `The invoice is paid: Stripe gives the money back. ${kept}`
    : `The invoice is paid: you owe the customer the money, and record it here once it went back. ${kept}`
}
