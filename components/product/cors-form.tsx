'use client'
import { useRouter } from 'next/navigation'
import { z } from 'zod'
import {
  ActionForm,
  CheckboxField,
  FormActions,
  FormError,
  SubmitButton,
  TextareaField,
  useActionForm,
} from '#components/patterns/form/index.ts'
import { toast } from '#components/ui/toaster.tsx'
import type { ActionResult } from '#lib/core/action-result.ts'
import { CorsOrigin, type UpdateProduct } from '#lib/product/schema.ts'

const toOrigins = (text: string): string[] => text.split(/[\s,]+/).filter(Boolean)

// Origins are typed a line each; everything else is the verb's own rule.
const Form = z
  .object({ corsOrigins: z.string(), isCorsCredentialsAllowed: z.boolean() })
  .superRefine(({ corsOrigins }, context) => {
    for (const origin of toOrigins(corsOrigins)) {
      const message = CorsOrigin.safeParse(origin).error?.issues[0]?.message
      if (message)
        context.addIssue({ code: 'custom', path: ['corsOrigins'], message: `“${origin}”: ${message}` })
    }
  })

type Props = {
  product: { corsOrigins: string[]; isCorsCredentialsAllowed: boolean }
  isReadOnly: boolean
  update: (input: Omit<UpdateProduct, 'id'>) => Promise<ActionResult<{ revision: number | null }>>
}

/** Web pages that may call the product's APIs. Gateways enforce it. */
export function CorsForm({ product, isReadOnly, update }: Props) {
  const router = useRouter()
  const { corsOrigins, isCorsCredentialsAllowed } = product
  const state = useActionForm({
    schema: Form,
    defaultValues: { corsOrigins: corsOrigins.join('\n'), isCorsCredentialsAllowed },
    action: (values) => update({ ...values, corsOrigins: toOrigins(values.corsOrigins) }),
    onSuccess: ({ revision }) => {
      toast.success(revision === null ? 'Origins saved' : `Origins saved as revision ${revision}`)
      router.refresh()
    },
  })
  return (
    <ActionForm state={state} className="max-w-160">
      <TextareaField
        name="corsOrigins"
        label="Origins"
        isOptional
        isMono
        rows={3}
        placeholder="https://app.example.com"
        hint="A line each, or * for any page. Left empty, browsers refuse calls from other pages."
        disabled={isReadOnly}
      />
      <CheckboxField
        name="isCorsCredentialsAllowed"
        label="Let pages send cookies and other credentials"
        hint="Only together with named origins."
        disabled={isReadOnly}
      />
      <FormError />
      {!isReadOnly && (
        <FormActions>
          <SubmitButton variant="secondary">Save origins</SubmitButton>
        </FormActions>
      )}
    </ActionForm>
  )
}
