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
import type { Membership } from '#lib/core/context.ts'
import { UpdateOrganization } from '#lib/organization/schema.ts'

type Props = {
  organization: Membership
  isReadOnly: boolean
  update: (input: UpdateOrganization) => Promise<ActionResult<unknown>>
}

/** Name and slug; a new slug moves the console's address. */
export function OrganizationForm({ organization, isReadOnly, update }: Props) {
  const router = useRouter()
  const state = useActionForm({
    schema: UpdateOrganization,
    defaultValues: {
      organizationId: organization.organizationId,
      name: organization.name,
      slug: organization.slug,
    },
    action: update,
    onSuccess: (_, { slug }) => {
      toast.success('Organization saved')
      router.push(`/console/${slug}/settings/organization`)
      router.refresh()
    },
  })
  return (
    <ActionForm state={state} className="max-w-160">
      <TextField name="name" label="Name" disabled={isReadOnly} />
      <TextField
        name="slug"
        label="Slug"
        hint="In the console’s address. Old links stop working when it changes."
        disabled={isReadOnly}
      />
      <FormError />
      {!isReadOnly && (
        <FormActions>
          <SubmitButton>Save organization</SubmitButton>
        </FormActions>
      )}
    </ActionForm>
  )
}
