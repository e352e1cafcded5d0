'use client'
import { useRouter } from 'next/navigation'
import { useDeferredValue } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import {
  ActionForm,
  FormActions,
  FormError,
  RadioField,
  SubmitButton,
  TextareaField,
  TextField,
  useActionForm,
} from '#components/patterns/form/index.ts'
import { LinkButton } from '#components/ui/link-button.tsx'
import { toast } from '#components/ui/toaster.tsx'
import type { ActionResult } from '#lib/core/action-result.ts'
import { formatApproval, type PlanOffer } from '#lib/plan/schema.ts'
import { QuotaFields, RateLimitFields } from './limit-fields.tsx'
import { PlanPreview } from './plan-preview.tsx'
import {
  PlanForm,
  type PlanTermsInput,
  type PlanValues,
  toFieldErrors,
  toPreview,
  toTerms,
  toValues,
} from './plan-values.ts'
import { PriceFields } from './price/price-fields.tsx'

type Props = {
  /** Null for a new one. */
  plan: PlanOffer | null
  /** Of the product's APIs, for weights. */
  operations: { id: string; label: string }[]
  isReadOnly?: boolean
  /** "3 subscriptions get the new limits": what saving does beyond the form. */
  consequence?: string
  listHref: string
  save: (terms: PlanTermsInput) => Promise<ActionResult<{ revision: number | null; version?: number }>>
}

/** The terms at the left, and what they mean at the right, live. */
export function PlanEditor({ plan, operations, isReadOnly = false, consequence, listHref, save }: Props) {
  const router = useRouter()
  const state = useActionForm({
    schema: PlanForm,
    defaultValues: toValues(plan),
    action: async (values) => atFields(await save(toTerms(values))),
    onSuccess: ({ revision, version }) => {
      const isNewVersion = plan && version !== undefined && version !== plan.version
      const done = isNewVersion ? `Version ${version} is offered` : plan ? 'Plan saved' : 'Plan added'
      toast.success(revision === null ? done : `${done} as revision ${revision}`)
      router.push(listHref)
      router.refresh()
    },
  })
  return (
    <ActionForm state={state}>
      <div className="grid gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="flex min-w-0 max-w-160 flex-col gap-5">
          <TextField
            name="name"
            label="Name"
            placeholder="Standard"
            autoFocus={!plan}
            disabled={isReadOnly}
          />
          <TextareaField
            name="description"
            label="Description"
            isOptional
            rows={2}
            hint="Who it is for, in a sentence."
            disabled={isReadOnly}
          />
          <RateLimitFields isReadOnly={isReadOnly} />
          <QuotaFields isReadOnly={isReadOnly} />
          <PriceFields isReadOnly={isReadOnly} operations={operations} />
          <div className="border-t border-line pt-5">
            <RadioField
              name="approval"
              label="Approval"
              options={(['automatic', 'manual'] as const).map((value) => ({
                value,
                label: formatApproval(value),
                hint:
                  value === 'automatic'
                    ? 'Keys work as soon as the gateways know of the subscription.'
                    : 'A subscription waits until somebody of your organization approves or refuses it.',
                isDisabled: isReadOnly,
              }))}
            />
          </div>
          {!isReadOnly && (
            <div className="border-t border-line pt-4">
              {consequence && <p className="mb-3 text-pretty text-table text-muted">{consequence}</p>}
              <FormError />
              <FormActions>
                <SubmitButton>{plan ? 'Save plan' : 'Add plan'}</SubmitButton>
                <LinkButton href={listHref}>Cancel</LinkButton>
              </FormActions>
            </div>
          )}
        </div>
        <LivePreview />
      </div>
    </ActionForm>
  )
}

/** What the verb says about the plan, at the form's fields. */
function atFields<Data>(result: ActionResult<Data>): ActionResult<Data> {
  if (result.ok || !result.error.fields) return result
  return { ok: false, error: { ...result.error, fields: toFieldErrors(result.error.fields) } }
}

function LivePreview() {
  const { control } = useFormContext<PlanValues>()
  // Typing goes first: a caller of many requests is played through afterwards.
  const values = useDeferredValue(useWatch({ control }) as PlanValues)
  return (
    <aside aria-label="Preview" className="min-w-0 lg:sticky lg:top-20 lg:self-start">
      <PlanPreview plan={toPreview(values)} />
    </aside>
  )
}
