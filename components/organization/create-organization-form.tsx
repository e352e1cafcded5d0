'use client'
import { leaveTo } from '#components/auth/enter.ts'
import {
  ActionForm,
  FormError,
  SubmitButton,
  TextField,
  useActionForm,
} from '#components/patterns/form/index.ts'
import type { ActionResult } from '#lib/core/action-result.ts'
import { CreateOrganization } from '#lib/organization/schema.ts'

type Props = { create: (input: CreateOrganization) => Promise<ActionResult<{ slug: string }>> }

export function CreateOrganizationForm({ create }: Props) {
  const state = useActionForm({
    schema: CreateOrganization,
    defaultValues: { name: '' },
    action: async (input) => {
      const made = await create(input)
      return made.ok ? leaveTo(`/console/${made.data.slug}`) : made
    },
  })
  return (
    <ActionForm state={state}>
      <TextField name="name" label="Name" autoComplete="organization" autoFocus className="[&_input]:h-10" />
      <FormError />
      <SubmitButton size="large">Create organization</SubmitButton>
    </ActionForm>
  )
}
