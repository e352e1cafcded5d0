'use client'
import { useRouter } from 'next/navigation'
import {
  ActionForm,
  FormActions,
  FormError,
  SubmitButton,
  TextField,
  useActionForm,
} from '#components/patterns/form/index.ts'
import type { ActionResult } from '#lib/core/action-result.ts'
import { CreateOrganization } from '#lib/organization/schema.ts'

type Props = { create: (input: CreateOrganization) => Promise<ActionResult<{ slug: string }>> }

/** A name is enough; the slug is made from it. */
export function CreateOrganizationForm({ create }: Props) {
  const router = useRouter()
  const state = useActionForm({
    schema: CreateOrganization,
    defaultValues: { name: '' },
    action: create,
    onSuccess: ({ slug }) => router.push(`/console/${slug}`),
  })
  return (
    <ActionForm state={state}>
      <TextField name="name" label="Name" autoFocus />
      <FormError />
      <FormActions>
        <SubmitButton>Create organization</SubmitButton>
      </FormActions>
    </ActionForm>
  )
}
