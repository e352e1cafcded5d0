'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ConfirmDialog } from '#components/patterns/confirm-dialog.tsx'
import { Measured } from '#components/patterns/measured.tsx'
import { Button } from '#components/ui/button.tsx'
import { relativeTime } from '#components/ui/time-format.ts'
import type { ApplicationConsequence } from '#lib/application/schema.ts'
import type { ActionResult } from '#lib/core/action-result.ts'

type Props = {
  name: string
  remove: () => Promise<ActionResult<unknown>>
  measure: () => Promise<ActionResult<ApplicationConsequence>>
}

/** "Delete": ends all keys and subscriptions of the application; its name has to be typed. */
export function DeleteApplication({ name, remove, measure }: Props) {
  const [isOpen, setOpen] = useState(false)
  const router = useRouter()
  return (
    <ConfirmDialog
      trigger={<Button variant="danger-quiet">Delete</Button>}
      isOpen={isOpen}
      onOpenChange={setOpen}
      title={`Delete application “${name}”`}
      consequence={
        isOpen && (
          <Measured
            load={measure}
            text={consequenceText}
            fallback="Its keys and subscriptions end at once."
          />
        )
      }
      confirmLabel="Delete application"
      typeToConfirm={name}
      doneMessage="Application deleted"
      action={remove}
      onDone={() => router.push('/applications')}
    />
  )
}

function consequenceText({
  lastUsedAt,
  requestsToday,
  credentials,
  subscriptions,
}: ApplicationConsequence): string {
  const used = lastUsedAt
    ? `Used ${relativeTime(new Date(lastUsedAt), Date.now())}, ${requestsToday.toLocaleString('en')} requests today. `
    : ''
  return `${used}Its ${credentials} live keys and ${subscriptions} subscriptions end at once, for good.`
}
