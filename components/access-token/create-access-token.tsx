'use client'
import { useRouter } from 'next/navigation'
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
import { CreateAccessToken as Input } from '#lib/access-token/schema.ts'
import type { ActionResult } from '#lib/core/action-result.ts'

const Form = z.object({ name: Input.shape.name, lifetimeDays: Lifetime })

type Created = { id: string; secret: string }
type Props = {
  organizationId: string
  /** Base address of the management API. */
  apiUrl: string
  create: (input: Input) => Promise<ActionResult<Created>>
}

/** "Create token": name and expiry, then the token, this once. */
export function CreateAccessToken(props: Props) {
  const [isOpen, setOpen] = useState(false)
  const [created, setCreated] = useState<Created | null>(null)
  const router = useRouter()
  const close = () => {
    setOpen(false)
    setCreated(null)
    router.refresh()
  }
  return (
    <Dialog open={isOpen} onOpenChange={(open) => (created && !open ? undefined : setOpen(open))}>
      <DialogTrigger asChild>
        <Button variant="primary">Create token</Button>
      </DialogTrigger>
      <DialogContent title={created ? 'Your new access token' : 'Create access token'} width="medium">
        {created ? (
          <SecretReveal label="Access token" secret={created.secret} onSaved={close}>
            <Snippet code={`curl -H "Authorization: Bearer ${created.secret}" ${props.apiUrl}/apis`} />
          </SecretReveal>
        ) : (
          <TokenForm {...props} onCreated={setCreated} />
        )}
      </DialogContent>
    </Dialog>
  )
}

function TokenForm({ organizationId, create, onCreated }: Props & { onCreated: (created: Created) => void }) {
  const state = useActionForm({
    schema: Form,
    defaultValues: { name: '', lifetimeDays: '90' },
    action: ({ name, lifetimeDays }) => create({ name, organizationId, expiresAt: expiryIn(lifetimeDays) }),
    onSuccess: onCreated,
  })
  return (
    <ActionForm state={state}>
      <TextField name="name" label="Name" hint="What uses it: CI, provisioning script." autoFocus />
      <SelectField name="lifetimeDays" label="Expires" options={LIFETIMES} />
      <FormError />
      <FormActions>
        <SubmitButton>Create token</SubmitButton>
      </FormActions>
    </ActionForm>
  )
}
