'use client'
import { useRouter } from 'next/navigation'
import { z } from 'zod'
import {
  ActionForm,
  FormActions,
  FormError,
  RadioField,
  SubmitButton,
  useActionForm,
} from '#components/patterns/form/index.ts'
import { toast } from '#components/ui/toaster.tsx'
import type { ActionResult } from '#lib/core/action-result.ts'
import { type UpdateProduct, Visibility } from '#lib/product/schema.ts'
import { type Audience, AudienceField } from './audience-field.tsx'
import { visibilityOptions } from './visibility-options.ts'

const Form = z.object({ visibility: Visibility, audience: z.array(z.custom<Audience>()) })

type Props = {
  product: { visibility: Visibility; audiences: Audience[] }
  isReadOnly: boolean
  update: (input: Omit<UpdateProduct, 'id'>) => Promise<ActionResult<unknown>>
  findAudience: (named: string) => Promise<ActionResult<Audience | null>>
}

/** Who finds it in the portal. The organizations chosen stay when another choice is made. */
export function VisibilityForm({ product, isReadOnly, update, findAudience }: Props) {
  const router = useRouter()
  const state = useActionForm({
    schema: Form,
    defaultValues: { visibility: product.visibility, audience: product.audiences },
    action: ({ visibility, audience }) =>
      update({ visibility, organizationIds: audience.map(({ id }) => id) }),
    onSuccess: () => {
      toast.success('Visibility saved')
      router.refresh()
    },
  })
  return (
    <ActionForm state={state} className="max-w-160">
      <RadioField
        name="visibility"
        label="Who finds it"
        isLabelHidden
        look="cards"
        options={visibilityOptions(isReadOnly)}
      />
      {state.form.watch('visibility') === 'organizations' && (
        <AudienceField find={findAudience} isReadOnly={isReadOnly} />
      )}
      <FormError />
      {!isReadOnly && (
        <FormActions>
          <SubmitButton variant="secondary">Save visibility</SubmitButton>
        </FormActions>
      )}
    </ActionForm>
  )
}
