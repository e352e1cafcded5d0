'use client'
import { useState } from 'react'
import { z } from 'zod'
import {
  ActionForm,
  FormActions,
  FormError,
  SelectField,
  SubmitButton,
  TextField,
  useActionForm,
} from '#components/patterns/form/index.ts'
import { expiryIn, LIFETIMES, Lifetime } from '#components/patterns/lifetime.ts'
import { SecretReveal } from '#components/patterns/secret-reveal.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogContent, DialogTrigger } from '#components/ui/dialog.tsx'
import { Snippet } from '#components/ui/snippet.tsx'
import type { ActionResult } from '#lib/core/action-result.ts'
import { keepSessionKey } from './session-key.ts'

const Form = z.object({
  name: z.string().trim().min(1, 'Give it a name').max(100, 'Use 100 characters at most'),
  lifetimeDays: Lifetime,
})

type Created = { id: string; secret: string }
type Props = {
  applicationId: string
  /** `createCredential` bound to the application. */
  create: (input: { name: string; expiresAt: string | null }) => Promise<ActionResult<Created>>
  /** A `curl` line in which `$GATEHOUSE_KEY` stands for the key. */
  curl?: string | undefined
  onSaved?: () => void
  trigger?: React.ReactNode
}

/** "Create key": name and expiry, then the key itself, this once. */
export function CreateCredential({ applicationId, create, curl, trigger }: Props) {
  const [isOpen, setOpen] = useState(false)
  const [created, setCreated] = useState<Created | null>(null)
  const close = (open: boolean) => {
    if (created && !open) return // A secret is left by "I saved it", not by a stray click.
    setOpen(open)
  }
  const saved = () => {
    setOpen(false)
    setCreated(null)
  }
  return (
    <Dialog open={isOpen} onOpenChange={close}>
      <DialogTrigger asChild>{trigger ?? <Button variant="primary">Create key</Button>}</DialogTrigger>
      <DialogContent title={created ? 'Your new API key' : 'Create API key'} width="medium">
        {created ? (
          <SecretReveal label="API key" secret={created.secret} onSaved={saved}>
            {curl && <Snippet code={curl.replace('$GATEHOUSE_KEY', created.secret)} />}
          </SecretReveal>
        ) : (
          <CredentialForm
            create={create}
            onCreated={(credential) => {
              keepSessionKey(applicationId, credential.secret)
              setCreated(credential)
            }}
          />
        )}
      </DialogContent>
    </Dialog>
  )
}

type FormProps = Pick<Props, 'create'> & { onCreated: (created: Created) => void; defaultName?: string }

/** Name and expiry of a key. */
export function CredentialForm({ create, onCreated, defaultName = '' }: FormProps) {
  const state = useActionForm({
    schema: Form,
    defaultValues: { name: defaultName, lifetimeDays: 'never' },
    action: ({ name, lifetimeDays }) => create({ name, expiresAt: expiryIn(lifetimeDays) }),
    onSuccess: onCreated,
  })
  return (
    <ActionForm state={state}>
      <TextField name="name" label="Name" hint="Where it is used: production, CI, my laptop." autoFocus />
      <SelectField name="lifetimeDays" label="Expires" options={LIFETIMES} />
      <FormError />
      <FormActions>
        <SubmitButton>Create key</SubmitButton>
      </FormActions>
    </ActionForm>
  )
}
