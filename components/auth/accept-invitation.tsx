'use client'
import { useState, useTransition } from 'react'
import { ActionErrorCallout } from '#components/patterns/action-error-callout.tsx'
import { callAction } from '#components/patterns/call-action.ts'
import { Button } from '#components/ui/button.tsx'
import type { ActionError, ActionResult } from '#lib/core/action-result.ts'
import { leaveTo } from './enter.ts'

type Props = { label: string; accept: () => Promise<ActionResult<{ slug: string }>> }

/** Takes up an invitation and goes on to the organization's console. */
export function AcceptInvitation({ label, accept }: Props) {
  const [error, setError] = useState<ActionError | null>(null)
  const [isPending, startTransition] = useTransition()
  const run = () =>
    startTransition(async () => {
      setError(null)
      const result = await callAction(accept)
      if (result.ok) return leaveTo(`/console/${result.data.slug}`)
      setError(result.error)
    })
  return (
    <>
      {error && <ActionErrorCallout error={error} />}
      <Button variant="primary" size="large" onClick={run} isPending={isPending}>
        {label}
      </Button>
    </>
  )
}
