'use client'
import { useRouter } from 'next/navigation'
import { z } from 'zod'
import {
  ActionForm,
  FormActions,
  FormError,
  SubmitButton,
  TextField,
  useActionForm,
} from '#components/patterns/form/index.ts'
import { LinkButton } from '#components/ui/link-button.tsx'
import { toast } from '#components/ui/toaster.tsx'
import type { ActionResult } from '#lib/core/action-result.ts'
import { UpdateProductPage } from '#lib/product/schema.ts'
import { MarkdownField } from './markdown-field.tsx'

const slug = UpdateProductPage.shape.slug
const Edited = UpdateProductPage.omit({ id: true }).extend({ slug: slug.unwrap() })
/** A new page may leave its address to the title. */
const New = Edited.extend({
  slug: z
    .string()
    .transform((text) => text || undefined)
    .pipe(slug),
})

type Values = Omit<UpdateProductPage, 'id'> & { title: string }
type Props = {
  /** Null for a new one. */
  page: { title: string; slug: string; body: string } | null
  isReadOnly?: boolean
  listHref: string
  save: (input: Values) => Promise<ActionResult<{ id: string }>>
}

/** A page of documentation: title, address and text with a live preview. */
export function ProductPageForm({ page, isReadOnly = false, listHref, save }: Props) {
  const router = useRouter()
  const state = useActionForm({
    schema: page ? Edited : New,
    defaultValues: { title: page?.title ?? '', slug: page?.slug ?? '', body: page?.body ?? '' },
    action: ({ title, slug, body }) => save({ title: title ?? '', slug: slug || undefined, body }),
    onSuccess: () => {
      toast.success(page ? 'Page saved' : 'Page added')
      router.push(listHref)
      router.refresh()
    },
  })
  return (
    <ActionForm state={state}>
      <div className="grid max-w-160 gap-4 sm:grid-cols-2">
        <TextField
          name="title"
          label="Title"
          placeholder="Getting started"
          autoFocus={!page}
          disabled={isReadOnly}
        />
        <TextField
          name="slug"
          label="Slug"
          isMono
          isOptional={!page}
          hint={page ? 'Old links end when it changes.' : 'Left empty: made from the title.'}
          disabled={isReadOnly}
        />
      </div>
      <MarkdownField name="body" label="Text" hint="Markdown." isReadOnly={isReadOnly} minHeight="24rem" />
      <FormError />
      {!isReadOnly && (
        <FormActions>
          <SubmitButton>{page ? 'Save page' : 'Add page'}</SubmitButton>
          <LinkButton href={listHref}>Cancel</LinkButton>
        </FormActions>
      )}
    </ActionForm>
  )
}
