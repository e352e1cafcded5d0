'use client'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { useWatch } from 'react-hook-form'
import { toast } from 'sonner'
import { z } from 'zod'
import { minorOf, typedAmount } from '#components/invoice/typed-amount.ts'
import { callAction } from '#components/patterns/call-action.ts'
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
import { toMajorText } from '#lib/core/money.ts'
import { CapBar } from './cap-bar.tsx'
import { CapWords } from './cap-words.tsx'
import type { Pace } from './pace.ts'

/** `setSpendCap` bound to the subscription: minor units, null takes the cap away. */
export type SetCap = (amount: number | null) => Promise<ActionResult<{ revision: number }>>

type Props = { pace: Pace; currency: string; set: SetCap; onDone: () => void }

/** The amount, drawn against use while it is typed. */
export function SpendCapForm({ pace, currency, set, onDone }: Props) {
  const router = useRouter()
  const done = (message: string) => {
    toast.success(message)
    onDone()
    router.refresh()
  }
  const state = useActionForm({
    schema: z.object({ amount: typedAmount(currency, 0) }),
    defaultValues: { amount: pace.cap === null ? '' : toMajorText(pace.cap, currency) },
    action: ({ amount }) => set(minorOf(amount, currency)),
    onSuccess: () => done('Spend cap set'),
  })
  const [isRemoving, startTransition] = useTransition()
  const remove = () =>
    startTransition(async () => {
      state.setError(null)
      const result = await callAction(() => set(null))
      if (result.ok) done('Spend cap removed')
      else state.setError(result.error)
    })
  const typed = useTypedCap(state.form.control, currency)
  return (
    <ActionForm state={state}>
      <TextField
        name="amount"
        label={`Cap in ${currency}`}
        inputMode="decimal"
        autoComplete="off"
        hint="It holds for each billing period anew, to the unit."
        autoFocus
      />
      <div className="rounded-card border border-line bg-subtle px-3.5 py-3">
        <CapBar {...pace} cap={typed} currency={currency} />
        <p aria-live="polite" className="mt-2 text-table text-muted">
          <CapWords pace={{ ...pace, cap: typed }} currency={currency} />
        </p>
      </div>
      <FormError />
      <FormActions className="justify-end">
        {pace.cap !== null && (
          <Button variant="danger-quiet" className="mr-auto" onClick={remove} isPending={isRemoving}>
            Remove cap
          </Button>
        )}
        <Button onClick={onDone} disabled={isRemoving || state.isPending}>
          Cancel
        </Button>
        <SubmitButton disabled={isRemoving}>{verbOf(pace.cap, typed)}</SubmitButton>
      </FormActions>
    </ActionForm>
  )
}

type Control = ReturnType<
  typeof useActionForm<z.ZodType<unknown, { amount: string }>, unknown>
>['form']['control']

/** Null while no amount stands there. */
function useTypedCap(control: Control, currency: string): bigint | null {
  const minor = minorOf(useWatch({ control, name: 'amount' }), currency)
  return Number.isSafeInteger(minor) && minor >= 0 ? BigInt(minor) : null
}

function verbOf(before: bigint | null, typed: bigint | null): string {
  if (before === null || typed === null || typed === before) return 'Set cap'
  return typed > before ? 'Raise cap' : 'Lower cap'
}
