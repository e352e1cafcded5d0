'use client'
import { LifetimeForm } from '#components/patterns/lifetime-form.tsx'
import { SecretDialog } from '#components/patterns/secret-dialog.tsx'
import { Snippet } from '#components/ui/snippet.tsx'
import { CreateAccessToken as Input } from '#lib/access-token/schema.ts'
import type { ActionResult } from '#lib/core/action-result.ts'

type Props = {
  organizationId: string
  /** Base address of the management API. */
  apiUrl: string
  create: (input: Input) => Promise<ActionResult<{ id: string; secret: string }>>
}

/** "Create token": name and expiry, then the token, this once. */
export function CreateAccessToken({ organizationId, apiUrl, create }: Props) {
  return (
    <SecretDialog
      trigger="Create token"
      title="Create access token"
      madeTitle="Your new access token"
      label="Access token"
      form={(onMade) => (
        <LifetimeForm
          name={Input.shape.name}
          hint="What uses it: CI, provisioning script."
          lifetime="90"
          submitLabel="Create token"
          create={(input) => create({ ...input, organizationId })}
          onMade={onMade}
        />
      )}
      usage={(secret) => <Snippet code={`curl -H "Authorization: Bearer ${secret}" ${apiUrl}/apis`} />}
    />
  )
}
