'use client'
import { useRouter } from 'next/navigation'
import { z } from 'zod'
import {
  ActionForm,
  CheckboxListField,
  FormActions,
  FormError,
  RadioField,
  SubmitButton,
  TextField,
  useActionForm,
} from '#components/patterns/form/index.ts'
import { LinkButton } from '#components/ui/link-button.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { ActionResult } from '#lib/core/action-result.ts'
import { CreateProduct } from '#lib/product/schema.ts'
import { type Audience, AudienceField } from './audience-field.tsx'
import { visibilityOptions } from './visibility-options.ts'

const Form = CreateProduct.pick({ name: true, summary: true, apiIds: true, visibility: true }).extend({
  audience: z.array(z.custom<Audience>()),
})

type Props = {
  apis: { id: string; name: string; slug: string }[]
  listHref: string
  /** Where an API is imported when there is none. */
  importHref: string
  create: (input: CreateProduct) => Promise<ActionResult<{ id: string }>>
  findAudience: (named: string) => Promise<ActionResult<Audience | null>>
}

/** A draft: name, what it offers, who will find it. */
export function NewProductForm({ apis, listHref, importHref, create, findAudience }: Props) {
  const router = useRouter()
  const state = useActionForm({
    schema: Form,
    defaultValues: { name: '', summary: '', apiIds: [], visibility: 'public', audience: [] },
    action: ({ audience, ...values }) => create({ ...values, organizationIds: audience.map(({ id }) => id) }),
    onSuccess: ({ id }) => router.push(`${listHref}/${id}`),
  })
  return (
    <ActionForm state={state} className="gap-6">
      <TextField name="name" label="Name" placeholder="Accounts" autoFocus />
      <TextField name="summary" label="Summary" isOptional hint="One sentence, shown in the catalogue." />
      {apis.length > 0 ? (
        <CheckboxListField
          name="apiIds"
          label="APIs"
          hint="What a subscription opens. You can change this later."
          options={apis.map(({ id, name, slug }) => ({
            value: id,
            label: (
              <>
                {name} <code className="font-mono text-table text-muted">/{slug}</code>
              </>
            ),
          }))}
        />
      ) : (
        <p className="text-table text-muted">
          There is no API to offer yet: <TextLink href={importHref}>import one</TextLink>, now or later.
        </p>
      )}
      <RadioField
        name="visibility"
        label="Who finds it once it is published"
        look="cards"
        options={visibilityOptions()}
      />
      {state.form.watch('visibility') === 'organizations' && <AudienceField find={findAudience} />}
      <FormError />
      <FormActions>
        <SubmitButton>Create draft</SubmitButton>
        <LinkButton href={listHref}>Cancel</LinkButton>
      </FormActions>
    </ActionForm>
  )
}
