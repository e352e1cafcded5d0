'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import {
  ActionForm,
  FormActions,
  FormError,
  SubmitButton,
  TextField,
  useActionForm,
} from '#components/patterns/form/index.ts'
import { SecretReveal } from '#components/patterns/secret-reveal.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogContent, DialogTrigger } from '#components/ui/dialog.tsx'
import { Snippet } from '#components/ui/snippet.tsx'
import type { ActionResult } from '#lib/core/action-result.ts'
import { RegisterGateway as Form } from '#lib/gateway/schema.ts'

type Registered = { id: string; token: string }
type Props = { register: (input: Form) => Promise<ActionResult<Registered>> }

const commandFor = (token: string) =>
  `SYNC_URL=ws://<sync host>:3001/connect GATEWAY_TOKEN=${token} \\\n  GATEWAY_DATA_DIR=.data/gateway/<name> node gateway/main.ts`

/** "Register gateway": a name, then its token, this once, with the command that starts it. */
export function RegisterGateway({ register }: Props) {
  const [isOpen, setOpen] = useState(false)
  const [registered, setRegistered] = useState<Registered | null>(null)
  const router = useRouter()
  const close = () => {
    setOpen(false)
    setRegistered(null)
    router.refresh()
  }
  return (
    <Dialog open={isOpen} onOpenChange={(open) => (registered ? undefined : setOpen(open))}>
      <DialogTrigger asChild>
        <Button variant="primary">Register gateway</Button>
      </DialogTrigger>
      <DialogContent title={registered ? 'Your gateway’s token' : 'Register gateway'} width="medium">
        {registered ? (
          <SecretReveal label="Gateway token" secret={registered.token} onSaved={close}>
            <Snippet code={commandFor(registered.token)} />
          </SecretReveal>
        ) : (
          <RegisterForm register={register} onRegistered={setRegistered} />
        )}
      </DialogContent>
    </Dialog>
  )
}

function RegisterForm({
  register,
  onRegistered,
}: Props & { onRegistered: (registered: Registered) => void }) {
  const state = useActionForm({
    schema: Form,
    defaultValues: { name: '' },
    action: register,
    onSuccess: onRegistered,
  })
  return (
    <ActionForm state={state}>
      <TextField name="name" label="Name" hint="Where it stands: gw-dc2, edge-frankfurt." autoFocus />
      <FormError />
      <FormActions>
        <SubmitButton>Register gateway</SubmitButton>
      </FormActions>
    </ActionForm>
  )
}
