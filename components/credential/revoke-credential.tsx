'use client'
import { useState } from 'react'
import { ConfirmDialog } from '#components/patterns/confirm-dialog.tsx'
import { Measured } from '#components/patterns/measured.tsx'
import { Button } from '#components/ui/button.tsx'
import { relativeTime } from '#components/ui/time-format.ts'
import type { ActionResult } from '#lib/core/action-result.ts'
import { type CredentialConsequence, REQUESTS_COUNTED_MAX } from '#lib/credential/schema.ts'

type Props = {
  name: string
  /** `revokeCredential` bound to the key. */
  revoke: () => Promise<ActionResult<{ revision: number }>>
  /** `getCredentialConsequence` bound to the key: read when the dialog opens. */
  measure: () => Promise<ActionResult<CredentialConsequence>>
}

/** "Revoke": asks with what it breaks, measured now. */
export function RevokeCredential({ name, revoke, measure }: Props) {
  const [isOpen, setOpen] = useState(false)
  return (
    <ConfirmDialog
      trigger={
        <Button variant="danger-quiet" size="small" aria-label={`Revoke key ${name}`}>
          Revoke
        </Button>
      }
      isOpen={isOpen}
      onOpenChange={setOpen}
      title={`Revoke key “${name}”`}
      consequence={
        isOpen && (
          <Measured load={measure} text={consequenceText} fallback="It will be refused at once, for good." />
        )
      }
      confirmLabel="Revoke key"
      doneMessage="Key revoked"
      action={revoke}
    />
  )
}

function consequenceText({ lastUsedAt, requestsToday, gateways }: CredentialConsequence): string {
  const count =
    requestsToday >= REQUESTS_COUNTED_MAX
      ? `${requestsToday.toLocaleString('en')} or more`
      : requestsToday.toLocaleString('en')
  const used = lastUsedAt
    ? `Used ${relativeTime(new Date(lastUsedAt), Date.now())}, ${count} requests today.`
    : 'It was never used.'
  const refuse =
    gateways.total === 0
      ? 'No gateway is registered.'
      : `${gateways.total} ${gateways.total === 1 ? 'gateway' : 'gateways'} will refuse it${gateways.connected < gateways.total ? `, ${gateways.connected} of them at once` : ''}.`
  return `${used} ${refuse} This cannot be undone.`
}
