'use client'
import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import {
  ActionForm,
  FormActions,
  FormError,
  SelectField,
  SubmitButton,
  TextareaField,
  TextField,
  useActionForm,
} from '#components/patterns/form/index.ts'
import { CreateApplication, type OrganizationName } from '#lib/application/schema.ts'
import type { ActionResult } from '#lib/core/action-result.ts'

type Props = {
  /** Organizations in which the reader may create. */
  organizations: OrganizationName[]
  create: (input: CreateApplication) => Promise<ActionResult<{ id: string }>>
  /** Where to go with the new id; `:id` stands for it. */
  then: string
  children?: ReactNode
}

/** Registers an application. The organization is asked only of those who have several. */
export function ApplicationForm({ organizations, create, then, children }: Props) {
  const router = useRouter()
  const state = useActionForm({
    schema: CreateApplication,
    defaultValues: { name: '', description: '', organizationId: organizations[0]?.id },
    action: create,
    onSuccess: ({ id }) => router.push(then.replace(':id', id)),
  })
  return (
    <ActionForm state={state}>
      <TextField
        name="name"
        label="Name"
        hint="The client that will call: “Mobile app”, “Nightly reconciliation”."
        autoFocus
      />
      <TextareaField name="description" label="Description" isOptional rows={3} />
      {organizations.length > 1 && (
        <SelectField
          name="organizationId"
          label="Organization"
          options={organizations.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <FormError />
      <FormActions>
        <SubmitButton>Register application</SubmitButton>
        {children}
      </FormActions>
    </ActionForm>
  )
}
