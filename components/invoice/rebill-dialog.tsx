'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useState, useTransition } from 'react'
import { ActionErrorCallout } from '#components/patterns/action-error-callout.tsx'
import { callAction } from '#components/patterns/call-action.ts'
import { Button } from '#components/ui/button.tsx'
import { DialogClose, DialogContent } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toaster.tsx'
import type { ActionError, ActionResult } from '#lib/core/action-result.ts'
import type { Rebill } from '#lib/invoice/schema/changes.ts'
import { RebillDiff } from './rebill-diff.tsx'

type Props = {
  number: string
  preview: () => Promise<ActionResult<Rebill>>
  rebill: (reason: string) => Promise<ActionResult<Rebill>>
  hrefOf: (invoiceId: string) => string
  onDone: () => void
}

/** Credits an invoice as a whole and bills its period anew: first what that comes to, then the act. */
export function RebillDialog({ number, preview, rebill, hrefOf, onDone }: Props) {
  const [previewed, setPreviewed] = useState<ActionResult<Rebill> | null>(null)
  const [reason, setReason] = useState('')
  const [error, setError] = useState<ActionError | null>(null)
  const [isPending, startTransition] = useTransition()
  const router = useRouter()
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once, when the dialog opens
  useEffect(() => {
    let isWanted = true
    void callAction(preview).then((answer) => isWanted && setPreviewed(answer))
    return () => {
      isWanted = false
    }
  }, [])
  const confirm = () =>
    startTransition(async () => {
      setError(null)
      const result = await callAction(() => rebill(reason))
      if (!result.ok) return setError(result.error)
      const { invoiceNumber, creditNoteNumber, invoiceId } = result.data
      toast.success(
        `${creditNoteNumber} takes ${number} back; ${invoiceNumber ?? 'a held invoice'} replaces it`,
      )
      onDone()
      router.push(hrefOf(invoiceId))
    })
  const fieldError = error?.fields?.reason
  return (
    <DialogContent
      title={`Bill ${number} anew`}
      width="large"
      description="A credit note takes it back as a whole, and its period is billed again by today’s usage, tax rates and customer. The customer gets both by mail. It cannot be undone."
      footer={
        <>
          <DialogClose asChild>
            <Button disabled={isPending}>Cancel</Button>
          </DialogClose>
          <Button variant="danger" onClick={confirm} isPending={isPending} disabled={!previewed?.ok}>
            Credit and bill anew
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {previewed === null && <Skeleton className="h-40 w-full" />}
        {previewed?.ok === false && <ActionErrorCallout error={previewed.error} />}
        {previewed?.ok && <RebillDiff rebill={previewed.data} />}
        <Field label="Reason" hint="The customer reads it." error={fieldError}>
          <Textarea rows={2} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
        {error && !fieldError && <ActionErrorCallout error={error} />}
      </div>
    </DialogContent>
  )
}
