'use client'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { callAction } from '#components/patterns/call-action.ts'
import { Button } from '#components/ui/button.tsx'
import { toast } from '#components/ui/toaster.tsx'
import type { ActionResult } from '#lib/core/action-result.ts'

type Props = { label: string; doneMessage: string; action: () => Promise<ActionResult<unknown>> }

/** Takes back what was ordered for the period's end: nothing has changed yet, so nothing is asked. */
export function TakeBack({ label, doneMessage, action }: Props) {
  const [isPending, startTransition] = useTransition()
  const router = useRouter()
  const run = () =>
    startTransition(async () => {
      const result = await callAction(action)
      if (result.ok) toast.success(doneMessage)
      else toast.error(result.error.message)
      router.refresh()
    })
  return (
    <Button size="small" onClick={run} isPending={isPending}>
      {label}
    </Button>
  )
}
