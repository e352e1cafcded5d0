'use client'
import {
  ActionForm,
  FormActions,
  FormError,
  SubmitButton,
  TextField,
  useActionForm,
} from '#components/patterns/form/index.ts'
import { SecretDialog } from '#components/patterns/secret-dialog.tsx'
import { Snippet } from '#components/ui/snippet.tsx'
import type { ActionResult } from '#lib/core/action-result.ts'
import { RegisterGateway as Form } from '#lib/gateway/schema.ts'

type Props = { register: (input: Form) => Promise<ActionResult<{ id: string; token: string }>> }

const commandFor = (token: string) =>
  `SYNC_URL=ws://<sync host>:3001/connect GATEWAY_TOKEN=${token} \\\n  GATEWAY_DATA_DIR=.data/gateway/<name> node gateway/main.ts`

/** "Register gateway": a name, then its token, this once, with the command that starts it. */
export function RegisterGateway({ register }: Props) {
  return (
    <SecretDialog
      trigger="Register gateway"
      title="Register gateway"
      madeTitle="Your gateway’s token"
      label="Gateway token"
      form={(onMade) => <RegisterForm register={register} onMade={onMade} />}
      usage={(token) => <Snippet code={commandFor(token)} />}
    />
  )
}

function RegisterForm({ register, onMade }: Props & { onMade: (token: string) => void }) {
  const state = useActionForm({
    schema: Form,
    defaultValues: { name: '' },
    action: register,
    onSuccess: ({ token }) => onMade(token),
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
