'use client'
import { LifetimeForm } from '#components/patterns/lifetime-form.tsx'
import { SecretDialog } from '#components/patterns/secret-dialog.tsx'
import { Snippet } from '#components/ui/snippet.tsx'
import type { ActionResult } from '#lib/core/action-result.ts'
import { CreateCredential as Input } from '#lib/credential/schema.ts'
import { keepSessionKey } from './session-key.ts'

type Props = {
  applicationId: string
  /** `createCredential` bound to the application. */
  create: (input: {
    name: string
    expiresAt: string | null
  }) => Promise<ActionResult<{ id: string; secret: string }>>
  /** A `curl` line in which `$GATEHOUSE_KEY` stands for the key. */
  curl?: string | undefined
}

/** "Create key": name and expiry, then the key itself, this once. */
export function CreateCredential({ applicationId, create, curl }: Props) {
  return (
    <SecretDialog
      trigger="Create key"
      title="Create API key"
      madeTitle="Your new API key"
      label="API key"
      form={(onMade) => (
        <LifetimeForm
          name={Input.shape.name}
          hint="Where it is used: production, CI, my laptop."
          lifetime="never"
          submitLabel="Create key"
          create={create}
          onMade={(secret) => {
            keepSessionKey(applicationId, secret)
            onMade(secret)
          }}
        />
      )}
      usage={(secret) => curl && <Snippet code={curl.replace('$GATEHOUSE_KEY', secret)} />}
    />
  )
}
