'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import {
  ActionForm,
  FormActions,
  FormError,
  NumberField,
  SubmitButton,
  TextField,
  useActionForm,
} from '#components/patterns/form/index.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogContent, DialogTrigger } from '#components/ui/dialog.tsx'
import { toast } from '#components/ui/toaster.tsx'
import type { ActionResult } from '#lib/core/action-result.ts'
import type { GrantCredits as Input } from '#lib/credit/schema.ts'
import { grantForm, toGrant } from './grant-values.ts'

type Props = {
  currency: string
  /** The subscription's application. */
  application: string
  grant: (input: Omit<Input, 'subscriptionId'>) => Promise<ActionResult<{ revision: number }>>
}

/** The provider gives credits: usage is paid from them before anything else. */
export function GrantCredits(props: Props) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="small">Grant credits</Button>
      </DialogTrigger>
      <DialogContent
        title={`Grant credits to ${props.application}`}
        description="Its use is paid from them before anything else. Gateways that refused it for want of credits serve it at once."
      >
        <GrantForm {...props} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  )
}

function GrantForm({ currency, grant, onDone }: Props & { onDone: () => void }) {
  const router = useRouter()
  const state = useActionForm({
    schema: grantForm(currency),
    defaultValues: { amount: '', expiresOn: '', priority: 100, note: '' },
    action: async (values) => atFields(await grant(toGrant(values, currency))),
    onSuccess: ({ revision }) => {
      onDone()
      toast.success(`Credits granted as revision ${revision}`)
      router.refresh()
    },
  })
  return (
    <ActionForm state={state}>
      <TextField
        name="amount"
        label={`Amount in ${currency}`}
        placeholder="50.00"
        inputMode="decimal"
        autoFocus
      />
      <TextField
        name="note"
        label="Note"
        isOptional
        hint="You and the consumer read it."
        placeholder="Welcome"
      />
      <div className="grid items-start gap-3 sm:grid-cols-2">
        <TextField
          name="expiresOn"
          type="date"
          label="Last day"
          isOptional
          hint="UTC. Empty: they never expire."
        />
        <NumberField name="priority" label="Order" hint="Lower is used first, then what expires sooner." />
      </div>
      <FormError />
      <FormActions>
        <SubmitButton>Grant credits</SubmitButton>
      </FormActions>
    </ActionForm>
  )
}

/** What the verb says of the moment, at the day that was typed. */
function atFields<Data>(result: ActionResult<Data>): ActionResult<Data> {
  const message = !result.ok && result.error.fields?.expiresAt
  if (result.ok || !message) return result
  return { ok: false, error: { ...result.error, fields: { expiresOn: message } } }
}
