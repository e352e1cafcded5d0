'use client'
import { useRouter } from 'next/navigation'
import { toast } from 'sonner'
import {
  ActionForm,
  FormActions,
  FormError,
  SubmitButton,
  TextField,
  useActionForm,
} from '#components/patterns/form/index.ts'
import type { ActionResult } from '#lib/core/action-result.ts'
import { UpdateProfile } from '#lib/user/schema.ts'

/** One's own name. */
export function ProfileForm({
  name,
  update,
}: {
  name: string
  update: (input: UpdateProfile) => Promise<ActionResult<unknown>>
}) {
  const router = useRouter()
  const state = useActionForm({
    schema: UpdateProfile,
    defaultValues: { name },
    action: update,
    onSuccess: () => {
      toast.success('Profile saved')
      router.refresh()
    },
  })
  return (
    <ActionForm state={state} className="max-w-160">
      <TextField name="name" label="Name" autoComplete="name" />
      <FormError />
      <FormActions>
        <SubmitButton variant="secondary">Save name</SubmitButton>
      </FormActions>
    </ActionForm>
  )
}
