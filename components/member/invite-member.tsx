'use client'
import {
  ActionForm,
  FormActions,
  FormError,
  RadioField,
  SubmitButton,
  TextField,
  useActionForm,
} from '#components/patterns/form/index.ts'
import { SecretDialog } from '#components/patterns/secret-dialog.tsx'
import type { ActionResult } from '#lib/core/action-result.ts'
import { ROLES } from '#lib/core/context.ts'
import { InviteMember as Form, ROLE_DESCRIPTIONS } from '#lib/member/schema.ts'

type Props = {
  organizationId: string
  mayInviteOwners: boolean
  invite: (input: Form) => Promise<ActionResult<{ link: string }>>
}

/** "Invite": an e-mail address and a role, then the link to hand over. */
export function InviteMember(props: Props) {
  return (
    <SecretDialog
      trigger="Invite member"
      title="Invite member"
      madeTitle="Send them this link"
      label="Invitation link"
      form={(onMade) => <InviteForm {...props} onMade={onMade} />}
    />
  )
}

function InviteForm({
  organizationId,
  mayInviteOwners,
  invite,
  onMade,
}: Props & { onMade: (link: string) => void }) {
  const state = useActionForm({
    schema: Form,
    defaultValues: { organizationId, email: '', role: 'editor' },
    action: invite,
    onSuccess: ({ link }) => onMade(link),
  })
  return (
    <ActionForm state={state}>
      <TextField name="email" label="E-mail" type="email" autoFocus />
      <RadioField
        name="role"
        label="Role"
        options={ROLES.filter((role) => role !== 'owner' || mayInviteOwners).map((role) => ({
          value: role,
          label: role.charAt(0).toUpperCase() + role.slice(1),
          hint: ROLE_DESCRIPTIONS[role],
        }))}
      />
      <FormError />
      <FormActions>
        <SubmitButton>Make invitation link</SubmitButton>
      </FormActions>
    </ActionForm>
  )
}
