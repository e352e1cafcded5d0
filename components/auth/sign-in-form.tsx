'use client'
import {
  ActionForm,
  FormError,
  SubmitButton,
  TextField,
  useActionForm,
} from '#components/patterns/form/index.ts'
import { SignIn } from '#lib/user/schema.ts'
import { enter, leaveTo } from './enter.ts'

type Props = { returnTo: string; email?: string }

export function SignInForm({ returnTo, email = '' }: Props) {
  const state = useActionForm({
    schema: SignIn.omit({ address: true }),
    defaultValues: { email, password: '' },
    action: async (input) => {
      const result = await enter(input)
      return result.ok ? leaveTo(returnTo) : result
    },
  })
  return (
    <ActionForm state={state}>
      <TextField
        name="email"
        label="E-mail"
        type="email"
        autoComplete="username"
        autoFocus={!email}
        className="[&_input]:h-10"
      />
      <TextField
        name="password"
        label="Password"
        type="password"
        autoComplete="current-password"
        autoFocus={Boolean(email)}
        className="[&_input]:h-10"
      />
      <FormError />
      <SubmitButton size="large">Sign in</SubmitButton>
    </ActionForm>
  )
}
