'use client'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState, useTransition } from 'react'
import { toast } from 'sonner'
import { ActionErrorCallout } from '#components/patterns/action-error-callout.tsx'
import { callAction } from '#components/patterns/call-action.ts'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import type { DocumentProblem } from '#lib/api/schema.ts'
import type { ActionError, ActionResult } from '#lib/core/action-result.ts'
import { DocumentSource } from './document-source.tsx'
import { describeDocument, ImportProgress } from './import-progress.tsx'
import { ProblemList } from './problem-list.tsx'

type Imported = { id: string; operationCount: number; isNew?: boolean; versionId: string }
type Props = {
  run: (form: FormData) => Promise<ActionResult<Imported>>
  /** Where to go: `:id` stands for the API, `:version` for the version. */
  doneHref: string
  /** Also ask for name, slug and upstream: for a new API. */
  hasDetails?: boolean
}

/** A document by file, text or address. Refused documents keep everything that was given, and list each problem with its place. */
export function ImportApi({ run, doneHref, hasDetails = false }: Props) {
  const [error, setError] = useState<ActionError | null>(null)
  const [isPending, startTransition] = useTransition()
  const [document, setDocument] = useState('')
  const router = useRouter()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setDocument(describeDocument(form))
    startTransition(async () => {
      setError(null)
      const result = await callAction(() => run(form))
      if (!result.ok) return setError(result.error)
      const { id, versionId, operationCount, isNew } = result.data
      toast.success(
        isNew === false
          ? 'The document is the current version already'
          : `${operationCount.toLocaleString('en')} operations imported`,
      )
      router.push(doneHref.replace(':id', id).replace(':version', versionId))
      router.refresh()
    })
  }
  const fields = error?.fields ?? {}
  const problems = (error?.extra?.problems ?? []) as DocumentProblem[]
  const isPlaced = Object.keys(fields).some((name) =>
    ['name', 'slug', 'upstreamUrl', 'documentUrl', 'document'].includes(name),
  )
  return (
    <form
      method="post"
      onSubmit={submit}
      noValidate
      aria-busy={isPending || undefined}
      className="flex flex-col gap-5"
    >
      <DocumentSource errors={fields} />
      {hasDetails && (
        <>
          <Field
            label="Upstream address"
            hint="Where requests go. Left empty: the document’s first server."
            isOptional
            error={fields.upstreamUrl}
          >
            <Input name="upstreamUrl" type="url" placeholder="https://api.internal.example/v1" />
          </Field>
          <div className="grid gap-5 sm:grid-cols-2">
            <Field label="Name" hint="Left empty: the document’s title." isOptional error={fields.name}>
              <Input name="name" />
            </Field>
            <Field label="Slug" hint="First part of the path at the gateway." isOptional error={fields.slug}>
              <Input name="slug" className="font-mono" />
            </Field>
          </div>
        </>
      )}
      {error && !isPlaced && <ActionErrorCallout error={error} />}
      {problems.length > 0 && <ProblemList problems={problems} />}
      {isPending && <ImportProgress document={document} />}
      <div>
        <Button type="submit" variant="primary" isPending={isPending}>
          {isPending ? 'Importing' : 'Import'}
        </Button>
      </div>
    </form>
  )
}
