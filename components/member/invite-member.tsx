'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import {
  ActionForm,
  FormActions,
  FormError,
  RadioField,
  SubmitButton,
  TextField,
  useActionForm,
} from '#components/patterns/form/index.ts'
import { SecretReveal } from '#components/patterns/secret-reveal.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogContent, DialogTrigger } from '#components/ui/dialog.tsx'
import type { ActionResult } from '#lib/core/action-result.ts'
import { ROLES } from '#lib/core/context.ts'
import { InviteMember as Form, ROLE_DESCRIPTIONS } from '#lib/member/schema.ts'

type Invited = { link: string }
type Props = {
  organizationId: string
  mayInviteOwners: boolean
  invite: (input: Form) => Promise<ActionResult<Invited>>
}

/** "Invite": an e-mail address and a role, then the link to hand over. */
export function InviteMember(props: Props) {
  const [isOpen, setOpen] = useState(false)
  const [invited, setInvited] = useState<Invited | null>(null)
  const router = useRouter()
  const close = () => {
    setOpen(false)
    setInvited(null)
    router.refresh()
  }
  return (
    <Dialog open={isOpen} onOpenChange={(open) => (invited && !open ? undefined : setOpen(open))}>
      <DialogTrigger asChild>
        <Button variant="primary">Invite member</Button>
      </DialogTrigger>
      <DialogContent title={invited ? 'Send them this link' : 'Invite member'} width="medium">
        {invited ? (
          <SecretReveal label="Invitation link" secret={invited.link} onSaved={close} />
        ) : (
          <InviteForm {...props} onInvited={setInvited} />
        )}
      </DialogContent>
    </Dialog>
  )
}

function InviteForm({
  organizationId,
  mayInviteOwners,
  invite,
  onInvited,
}: Props & { onInvited: (invited: Invited) => void }) {
  const state = useActionForm({
    schema: Form,
    defaultValues: { organizationId, email: '', role: 'editor' },
    action: invite,
    onSuccess: onInvited,
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
