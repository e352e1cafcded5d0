'use client'
import { useRouter } from 'next/navigation'
import { type ReactNode, useState, useTransition } from 'react'
import { toast } from 'sonner'
import { ActionErrorCallout } from '#components/patterns/action-error-callout.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogClose, DialogContent, DialogTrigger } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import type { ActionError, ActionResult } from '#lib/core/action-result.ts'

type Props = {
  trigger: string
  title: string
  consequence: ReactNode
  confirmLabel: string
  doneMessage: string
  isOpen?: boolean
  onOpenChange?: (isOpen: boolean) => void
  action: (reason: string) => Promise<ActionResult<unknown>>
}

/** A dangerous act that the other side is told the reason of. */
export function ReasonDialog(props: Props) {
  const [isOpenHere, setOpenHere] = useState(false)
  const [reason, setReason] = useState('')
  const [error, setError] = useState<ActionError | null>(null)
  const [isPending, startTransition] = useTransition()
  const router = useRouter()
  const setOpen = (isOpen: boolean) => {
    setOpenHere(isOpen)
    props.onOpenChange?.(isOpen)
  }
  const confirm = () =>
    startTransition(async () => {
      setError(null)
      const result = await props.action(reason)
      if (!result.ok) return setError(result.error)
      setOpen(false)
      toast.success(props.doneMessage)
      router.refresh()
    })
  const fieldError = error?.fields?.reason
  return (
    <Dialog open={props.isOpen ?? isOpenHere} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="danger-quiet">{props.trigger}</Button>
      </DialogTrigger>
      <DialogContent
        title={props.title}
        footer={
          <>
            <DialogClose asChild>
              <Button disabled={isPending}>Cancel</Button>
            </DialogClose>
            <Button variant="danger" onClick={confirm} isPending={isPending}>
              {props.confirmLabel}
            </Button>
          </>
        }
      >
        <div className="mb-4 text-muted">{props.consequence}</div>
        <Field label="Reason" hint="The consumer reads it." error={fieldError}>
          <Textarea rows={3} value={reason} onChange={(event) => setReason(event.target.value)} autoFocus />
        </Field>
        {error && !fieldError && <ActionErrorCallout error={error} className="mt-4" />}
      </DialogContent>
    </Dialog>
  )
}
