'use client'
import { useRouter } from 'next/navigation'
import { type ReactNode, useState, useTransition } from 'react'
import {
  AlertDialog,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogTrigger,
} from '#components/ui/alert-dialog.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { toast } from '#components/ui/toaster.tsx'
import type { ActionError, ActionResult } from '#lib/core/action-result.ts'
import { ActionErrorCallout } from './action-error-callout.tsx'
import { callAction } from './call-action.ts'

export type ConfirmDialogProps<T> = {
  /** The button that opens it. Leave out when `isOpen` is given (from a menu). */
  trigger?: ReactNode
  isOpen?: boolean
  onOpenChange?: (isOpen: boolean) => void
  /** Verb and object: "Revoke key “CI”". */
  title: string
  /** What follows, measured: "Used 4 min ago, 1,204 requests today. 3 gateways will refuse it." */
  consequence: ReactNode
  /** The verb: "Revoke key". */
  confirmLabel: string
  /** Only when something live breaks: what has to be typed, e.g. the name. */
  typeToConfirm?: string
  tone?: 'danger' | 'primary'
  action: () => Promise<ActionResult<T>>
  /** After success. The page is refreshed in any case. */
  onDone?: (data: T) => void
  /** Toast after success: "Key revoked". */
  doneMessage?: string
  /** What else is to be chosen or read before it is confirmed. */
  children?: ReactNode
}

/** The one dialog for acts that matter. It stays open, with the reason, when the act was refused. */
export function ConfirmDialog<T>(props: ConfirmDialogProps<T>) {
  const { trigger, title, consequence, typeToConfirm, tone = 'danger' } = props
  const [isOpenHere, setOpenHere] = useState(false)
  const [typed, setTyped] = useState('')
  const [error, setError] = useState<ActionError | null>(null)
  const [isPending, startTransition] = useTransition()
  const router = useRouter()
  const setOpen = (isOpen: boolean) => {
    if (isPending) return
    setTyped('')
    setError(null)
    setOpenHere(isOpen)
    props.onOpenChange?.(isOpen)
  }
  const confirm = () =>
    startTransition(async () => {
      setError(null)
      const result = await callAction(props.action)
      if (!result.ok) return setError(result.error)
      setOpenHere(false)
      props.onOpenChange?.(false)
      if (props.doneMessage) toast.success(props.doneMessage)
      props.onDone?.(result.data)
      router.refresh()
    })
  const isBlocked = typeToConfirm !== undefined && typed.trim() !== typeToConfirm
  return (
    <AlertDialog open={props.isOpen ?? isOpenHere} onOpenChange={setOpen}>
      {trigger && <AlertDialogTrigger asChild>{trigger}</AlertDialogTrigger>}
      <AlertDialogContent
        title={title}
        description={consequence}
        onOpenAutoFocus={focusInput}
        footer={
          <>
            <AlertDialogCancel asChild>
              <Button disabled={isPending}>Cancel</Button>
            </AlertDialogCancel>
            <Button variant={tone} onClick={confirm} isPending={isPending} disabled={isBlocked}>
              {props.confirmLabel}
            </Button>
          </>
        }
      >
        {props.children}
        {typeToConfirm !== undefined && (
          <TypeToConfirm
            wanted={typeToConfirm}
            value={typed}
            onChange={setTyped}
            onEnter={() => !isBlocked && confirm()}
          />
        )}
        {error && <ActionErrorCallout error={error} className="mt-4" />}
      </AlertDialogContent>
    </AlertDialog>
  )
}

// "Cancel" has the focus unless there is something to type.
function focusInput(event: Event) {
  const input = event.currentTarget instanceof HTMLElement && event.currentTarget.querySelector('input')
  if (!input) return
  event.preventDefault()
  input.focus()
}

type TypeProps = { wanted: string; value: string; onChange: (value: string) => void; onEnter: () => void }

function TypeToConfirm({ wanted, value, onChange, onEnter }: TypeProps) {
  return (
    <Field
      className="mt-4"
      label={
        <>
          Type <span className="select-text break-all font-mono text-table">{wanted}</span> to confirm
        </>
      }
    >
      <Input
        value={value}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && onEnter()}
      />
    </Field>
  )
}
