'use client'
import {
  ActionForm,
  FormError,
  SubmitButton,
  TextField,
  useActionForm,
} from '#components/patterns/form/index.ts'
import type { ActionResult } from '#lib/core/action-result.ts'
import { SignUp } from '#lib/user/schema.ts'
import { enter, leaveTo } from './enter.ts'

type Props = {
  returnTo: string
  /** Of an invitation: the address is fixed, and no organization is made. */
  invitation?: { token: string; email: string }
  signUp: (input: SignUp) => Promise<ActionResult<{ slug: string | null }>>
}

export function SignUpForm({ returnTo, invitation, signUp }: Props) {
  const state = useActionForm({
    schema: SignUp,
    defaultValues: {
      name: '',
      email: invitation?.email ?? '',
      password: '',
      organizationName: '',
      ...(invitation && { invitationToken: invitation.token }),
    },
    action: async (input) => {
      const made = await signUp(input)
      if (!made.ok) return made
      const entered = await enter(input)
      if (!entered.ok) return entered
      return leaveTo(invitation && made.data.slug ? `/console/${made.data.slug}` : returnTo)
    },
  })
  return (
    <ActionForm state={state}>
      <TextField name="name" label="Name" autoComplete="name" autoFocus className="[&_input]:h-10" />
      <TextField
        name="email"
        label="E-mail"
        type="email"
        autoComplete="username"
        readOnly={invitation !== undefined}
        className="[&_input]:h-10"
      />
      <TextField
        name="password"
        label="Password"
        hint="10 characters or more."
        type="password"
        autoComplete="new-password"
        className="[&_input]:h-10"
      />
      {!invitation && (
        <TextField
          name="organizationName"
          label="Organization"
          hint="Owns your applications and APIs. You can invite others to it."
          autoComplete="organization"
          className="[&_input]:h-10"
        />
      )}
      <FormError />
      <SubmitButton size="large">{invitation ? 'Sign up and join' : 'Sign up'}</SubmitButton>
    </ActionForm>
  )
}
