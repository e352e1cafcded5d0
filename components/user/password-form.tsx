'use client'
import {
  ActionForm,
  FormActions,
  FormError,
  SubmitButton,
  TextField,
  useActionForm,
} from '#components/patterns/form/index.ts'
import type { ActionResult } from '#lib/core/action-result.ts'
import { ChangePassword } from '#lib/user/schema.ts'

type Props = { hasPassword: boolean; change: (input: ChangePassword) => Promise<ActionResult<unknown>> }

/** Changes the password; all sessions end, so it leads to the sign-in page. */
export function PasswordForm({ hasPassword, change }: Props) {
  const state = useActionForm({
    schema: ChangePassword,
    defaultValues: { currentPassword: '', newPassword: '' },
    action: change,
    onSuccess: () => window.location.assign('/sign-in'),
  })
  return (
    <ActionForm state={state} className="max-w-160">
      {hasPassword && (
        <TextField
          name="currentPassword"
          label="Current password"
          type="password"
          autoComplete="current-password"
        />
      )}
      <TextField
        name="newPassword"
        label="New password"
        type="password"
        autoComplete="new-password"
        hint="10 characters or more."
      />
      <FormError />
      <FormActions>
        <SubmitButton variant="secondary">Change password</SubmitButton>
      </FormActions>
    </ActionForm>
  )
}
