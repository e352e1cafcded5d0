'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ConfirmDialog } from '#components/patterns/confirm-dialog.tsx'
import { SecretReveal } from '#components/patterns/secret-reveal.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogContent } from '#components/ui/dialog.tsx'
import type { ActionResult } from '#lib/core/action-result.ts'
import { RenameGateway } from './rename-gateway.tsx'

type Props = {
  name: string
  isConnected: boolean
  rename: (input: { name: string }) => Promise<ActionResult<unknown>>
  rotate: () => Promise<ActionResult<{ token: string }>>
  remove: () => Promise<ActionResult<unknown>>
  /** Where to go once it is removed. */
  listHref: string
}

/** Rename it, rotate its token, or remove it from the fleet. */
export function ManageGateway({ name, isConnected, rename, rotate, remove, listHref }: Props) {
  const [token, setToken] = useState<string | null>(null)
  const router = useRouter()
  return (
    <>
      <RenameGateway name={name} rename={rename} />
      <ConfirmDialog
        trigger={<Button>Rotate token</Button>}
        title={`Rotate the token of ${name}`}
        consequence="The old token stops working at once: the gateway serves on from its last configuration, and connects again when it is started with the new token."
        confirmLabel="Rotate token"
        action={rotate}
        onDone={(data) => setToken(data.token)}
      />
      <ConfirmDialog
        trigger={<Button variant="danger-quiet">Remove</Button>}
        title={`Remove gateway ${name}`}
        consequence={`${isConnected ? 'It is connected now. ' : ''}It may not connect any more, and changes no longer wait for it. A process that still runs serves on until its lease ends: stop it.`}
        confirmLabel="Remove gateway"
        typeToConfirm={isConnected ? name : undefined}
        doneMessage="Gateway removed"
        action={remove}
        onDone={() => router.push(listHref)}
      />
      <Dialog open={token !== null}>
        {token && (
          <DialogContent title="Your gateway’s new token" width="medium">
            <SecretReveal label="Gateway token" secret={token} onSaved={() => setToken(null)} />
          </DialogContent>
        )}
      </Dialog>
    </>
  )
}
