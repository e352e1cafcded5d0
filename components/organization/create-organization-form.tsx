'use client'
import { useRouter } from 'next/navigation'
import {
  ActionForm,
  CheckboxField,
  FormActions,
  FormError,
  SubmitButton,
  TextField,
  useActionForm,
} from '#components/patterns/form/index.ts'
import type { ActionResult } from '#lib/core/action-result.ts'
import { CreateOrganization } from '#lib/organization/schema.ts'

type Props = {
  create: (input: CreateOrganization) => Promise<ActionResult<{ slug: string }>>
  /** Chosen when the form opens. */
  isSandbox?: boolean
}

/** A name is enough; the slug is made from it. */
export function CreateOrganizationForm({ create, isSandbox = false }: Props) {
  const router = useRouter()
  const state = useActionForm({
    schema: CreateOrganization,
    defaultValues: { name: '', isSandbox },
    action: create,
    onSuccess: ({ slug }, input) => router.push(input.isSandbox ? `/sandbox/${slug}` : `/console/${slug}`),
  })
  return (
    <ActionForm state={state}>
      <TextField name="name" label="Name" autoFocus />
      <CheckboxField
        name="isSandbox"
        label="Sandbox"
        hint="For tests: its subscriptions live by a clock that you turn, and no money moves. It cannot be changed once something was subscribed to."
      />
      <FormError />
      <FormActions>
        <SubmitButton>Create organization</SubmitButton>
      </FormActions>
    </ActionForm>
  )
}
