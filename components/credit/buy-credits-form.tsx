'use client'
import { useWatch } from 'react-hook-form'
import { z } from 'zod'
import { minorOf, typedAmount } from '#components/invoice/typed-amount.ts'
import {
  ActionForm,
  FormActions,
  FormError,
  SubmitButton,
  TextField,
  useActionForm,
} from '#components/patterns/form/index.ts'
import { Button } from '#components/ui/button.tsx'
import type { ActionResult } from '#lib/core/action-result.ts'
import { Exact, formatMoney, minorDigits, toMinor } from '#lib/core/money.ts'

/** `buyCredits` bound to the subscription: minor units before tax. */
export type Buy = (amount: number) => Promise<ActionResult<{ invoiceId: string }>>

type Props = {
  currency: string
  taxRatePercent: string
  buy: Buy
  onDone: (invoiceId: string) => void
  onCancel: () => void
}

const QUICK = [10, 50, 200]

/** How much, and what is due for it with tax. */
export function BuyCreditsForm({ currency, taxRatePercent, buy, onDone, onCancel }: Props) {
  const state = useActionForm({
    schema: z.object({ amount: typedAmount(currency, 1) }),
    defaultValues: { amount: '' },
    action: ({ amount }) => buy(minorOf(amount, currency)),
    onSuccess: ({ invoiceId }) => onDone(invoiceId),
  })
  const typed = minorOf(useWatch({ control: state.form.control, name: 'amount' }), currency)
  const amount = Number.isSafeInteger(typed) && typed > 0 ? BigInt(typed) : 0n
  return (
    <ActionForm state={state}>
      <TextField
        name="amount"
        label={`Amount in ${currency}, before tax`}
        inputMode="decimal"
        autoComplete="off"
        autoFocus
      />
      <div className="flex flex-wrap gap-2">
        {QUICK.map((major) => (
          <Button
            key={major}
            size="small"
            onClick={() => state.form.setValue('amount', major.toFixed(minorDigits(currency)))}
          >
            {formatMoney(BigInt(major) * 10n ** BigInt(minorDigits(currency)), currency)}
          </Button>
        ))}
      </div>
      <Due amount={amount} currency={currency} taxRatePercent={taxRatePercent} />
      <FormError />
      <FormActions className="justify-end">
        <Button onClick={onCancel} disabled={state.isPending}>
          Cancel
        </Button>
        <SubmitButton>Buy credits</SubmitButton>
      </FormActions>
    </ActionForm>
  )
}

function Due({
  amount,
  currency,
  taxRatePercent,
}: {
  amount: bigint
  currency: string
  taxRatePercent: string
}) {
  const tax = toMinor(new Exact(amount.toString()).mul(taxRatePercent).div(100))
  const rows = [
    { label: 'Credits', amount },
    { label: `Tax, ${taxRatePercent} %`, amount: tax },
    { label: 'Due', amount: amount + tax, isStrong: true },
  ]
  return (
    <dl
      aria-live="polite"
      className="rounded-card border border-line bg-subtle px-3.5 py-2 text-table tabular-nums"
    >
      {rows.map((row) => (
        <div
          key={row.label}
          className={`flex justify-between gap-4 py-1 ${row.isStrong ? 'font-medium' : 'text-muted'}`}
        >
          <dt>{row.label}</dt>
          <dd>{formatMoney(row.amount, currency)}</dd>
        </div>
      ))}
    </dl>
  )
}
