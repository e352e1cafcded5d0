'use client'
import { useRouter } from 'next/navigation'
import { toast } from 'sonner'
import { z } from 'zod'
import {
  ActionForm,
  FormActions,
  FormError,
  NumberField,
  SubmitButton,
  TextareaField,
  TextField,
  useActionForm,
} from '#components/patterns/form/index.ts'
import { UpdateApi } from '#lib/api/schema.ts'
import type { ActionResult } from '#lib/core/action-result.ts'

// Hosts are typed as one line; everything else is the verb's own schema.
const Form = UpdateApi.omit({ id: true, hosts: true, keyLocations: true }).extend({ hosts: z.string() })

type Values = Omit<UpdateApi, 'id'>
type Api = {
  name: string
  description: string
  upstreamUrl: string
  hosts: string[]
  connectTimeoutMs: number
  responseTimeoutMs: number
  idleTimeoutMs: number
  requestBodySizeBytesMax: number
}
type Props = {
  api: Api
  isReadOnly: boolean
  update: (input: Values) => Promise<ActionResult<{ revision: number | null }>>
}

const toHosts = (line: string): string[] => line.split(/[\s,]+/).filter(Boolean)

/** Name, upstream, timeouts and limits of an API. */
export function ApiForm({ api, isReadOnly, update }: Props) {
  const router = useRouter()
  const {
    name,
    description,
    upstreamUrl,
    connectTimeoutMs,
    responseTimeoutMs,
    idleTimeoutMs,
    requestBodySizeBytesMax,
  } = api
  const state = useActionForm({
    schema: Form,
    defaultValues: {
      name,
      description,
      upstreamUrl,
      connectTimeoutMs,
      responseTimeoutMs,
      idleTimeoutMs,
      requestBodySizeBytesMax,
      hosts: api.hosts.join(', '),
    },
    action: ({ hosts, ...values }) => update({ ...values, hosts: toHosts(hosts) }),
    onSuccess: ({ revision }) => {
      toast.success(revision === null ? 'Saved' : `Saved as revision ${revision}`)
      router.refresh()
    },
  })
  return (
    <ActionForm state={state} className="max-w-160">
      <TextField name="name" label="Name" disabled={isReadOnly} />
      <TextareaField name="description" label="Description" isOptional rows={2} disabled={isReadOnly} />
      <TextField
        name="upstreamUrl"
        label="Upstream address"
        hint="Where gateways send requests."
        disabled={isReadOnly}
      />
      <TextField
        name="hosts"
        label="Host names"
        hint="That lead to this API as well as its path; separated by commas."
        isOptional
        disabled={isReadOnly}
      />
      <div className="grid gap-4 sm:grid-cols-3">
        <NumberField name="connectTimeoutMs" label="Connect, ms" disabled={isReadOnly} />
        <NumberField name="responseTimeoutMs" label="Response, ms" disabled={isReadOnly} />
        <NumberField name="idleTimeoutMs" label="Silence, ms" disabled={isReadOnly} />
      </div>
      <NumberField
        name="requestBodySizeBytesMax"
        label="Largest request body, bytes"
        className="max-w-60"
        disabled={isReadOnly}
      />
      <FormError />
      {!isReadOnly && (
        <FormActions>
          <SubmitButton>Save settings</SubmitButton>
        </FormActions>
      )}
    </ActionForm>
  )
}
