'use client'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { toast } from 'sonner'
import { ActionErrorCallout } from '#components/patterns/action-error-callout.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogClose, DialogContent, DialogTrigger } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import type { ActionError, ActionResult } from '#lib/core/action-result.ts'

type Props = {
  /** What is open, in words. */
  amount: string
  number: string
  mark: (reference: string) => Promise<ActionResult<unknown>>
}

/** Records money that came in by transfer. */
export function MarkPaid({ amount, number, mark }: Props) {
  const [isOpen, setOpen] = useState(false)
  const [reference, setReference] = useState('')
  const [error, setError] = useState<ActionError | null>(null)
  const [isPending, startTransition] = useTransition()
  const router = useRouter()
  const confirm = () =>
    startTransition(async () => {
      setError(null)
      const result = await mark(reference)
      if (!result.ok) return setError(result.error)
      setOpen(false)
      toast.success(`${number} is paid`)
      router.refresh()
    })
  const fieldError = error?.fields?.reference
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="primary">Mark as paid</Button>
      </DialogTrigger>
      <DialogContent
        title={`Mark ${number} as paid`}
        footer={
          <>
            <DialogClose asChild>
              <Button disabled={isPending}>Cancel</Button>
            </DialogClose>
            <Button variant="primary" onClick={confirm} isPending={isPending}>
              Mark as paid
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-4">
          <p>{amount} is recorded as received. If the subscription was suspended for it, it is resumed.</p>
          <Field label="Reference" hint="As on the bank statement." error={fieldError}>
            <Input value={reference} onChange={(event) => setReference(event.target.value)} />
          </Field>
          {error && !fieldError && <ActionErrorCallout error={error} />}
        </div>
      </DialogContent>
    </Dialog>
  )
}
