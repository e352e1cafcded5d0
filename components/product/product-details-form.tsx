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
import { toast } from '#components/ui/toaster.tsx'
import type { ActionResult } from '#lib/core/action-result.ts'
import { UpdateProduct } from '#lib/product/schema.ts'
import { MarkdownField } from './markdown-field.tsx'

const Form = UpdateProduct.pick({ name: true, slug: true, summary: true, description: true })

type Props = {
  product: { name: string; slug: string; summary: string; description: string }
  isReadOnly: boolean
  update: (input: Omit<UpdateProduct, 'id'>) => Promise<ActionResult<unknown>>
}

/** What a product says of itself. */
export function ProductDetailsForm({ product, isReadOnly, update }: Props) {
  const router = useRouter()
  const { name, slug, summary, description } = product
  const state = useActionForm({
    schema: Form,
    defaultValues: { name, slug, summary, description },
    action: update,
    onSuccess: () => {
      toast.success('Product saved')
      router.refresh()
    },
  })
  return (
    <ActionForm state={state}>
      <div className="grid max-w-160 gap-4 sm:grid-cols-2">
        <TextField name="name" label="Name" disabled={isReadOnly} />
        <TextField
          name="slug"
          label="Slug"
          isMono
          hint="In its address in the portal. Old links end when it changes."
          disabled={isReadOnly}
        />
        <TextField
          name="summary"
          label="Summary"
          isOptional
          hint="One sentence, shown in the catalogue."
          className="sm:col-span-2"
          disabled={isReadOnly}
        />
      </div>
      <MarkdownField name="description" label="Description" hint="Markdown." isReadOnly={isReadOnly} />
      <FormError />
      {!isReadOnly && (
        <FormActions>
          <SubmitButton>Save product</SubmitButton>
        </FormActions>
      )}
    </ActionForm>
  )
}
