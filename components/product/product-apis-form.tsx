'use client'
import { ArrowDown, ArrowUp, X } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { ActionErrorCallout } from '#components/patterns/action-error-callout.tsx'
import { callAction } from '#components/patterns/call-action.ts'
import { Button } from '#components/ui/button.tsx'
import { FieldError } from '#components/ui/field.tsx'
import { Select } from '#components/ui/select.tsx'
import { toast } from '#components/ui/toaster.tsx'
import type { ActionError, ActionResult } from '#lib/core/action-result.ts'
import { moved } from './moved.ts'

type Api = { id: string; name: string; slug: string }
type Props = {
  chosen: Api[]
  all: Api[]
  isReadOnly: boolean
  save: (apiIds: string[]) => Promise<ActionResult<{ revision: number | null }>>
}

/** Which APIs a product holds, in the order in which the portal shows them. */
export function ProductApisForm({ chosen, all, isReadOnly, save }: Props) {
  const [apis, setApis] = useState(chosen)
  const [error, setError] = useState<ActionError | null>(null)
  const [isPending, startTransition] = useTransition()
  const router = useRouter()
  const others = all.filter(({ id }) => !apis.some((api) => api.id === id))
  const isSame = apis.map(({ id }) => id).join() === chosen.map(({ id }) => id).join()
  const submit = () =>
    startTransition(async () => {
      setError(null)
      const result = await callAction(() => save(apis.map(({ id }) => id)))
      if (!result.ok) return setError(result.error)
      const { revision } = result.data
      toast.success(revision === null ? 'APIs saved' : `APIs saved as revision ${revision}`)
      router.refresh()
    })
  const atField = error?.fields?.apiIds
  return (
    <div className="flex max-w-160 flex-col gap-3">
      {apis.length > 0 ? (
        <ol className="divide-y divide-line rounded-card border border-line">
          {apis.map((api, index) => (
            <li key={api.id} className="flex min-h-11 items-center gap-1 py-1 pr-1.5 pl-3">
              <span className="min-w-0 flex-1 truncate" title={api.name}>
                {api.name} <code className="font-mono text-table text-muted">/{api.slug}</code>
              </span>
              {!isReadOnly && (
                <>
                  <Button
                    variant="ghost"
                    size="icon-small"
                    aria-label={`Move ${api.name} up`}
                    disabled={index === 0}
                    onClick={() => setApis(moved(apis, index, index - 1))}
                  >
                    <ArrowUp aria-hidden />
                  </Button>
                  <Button
                    variant="ghost"
                    size="icon-small"
                    aria-label={`Move ${api.name} down`}
                    disabled={index === apis.length - 1}
                    onClick={() => setApis(moved(apis, index, index + 1))}
                  >
                    <ArrowDown aria-hidden />
                  </Button>
                  <Button
                    variant="ghost"
                    size="icon-small"
                    aria-label={`Take out ${api.name}`}
                    onClick={() => setApis(apis.filter(({ id }) => id !== api.id))}
                  >
                    <X aria-hidden />
                  </Button>
                </>
              )}
            </li>
          ))}
        </ol>
      ) : (
        <p className="rounded-card border border-dashed border-line-strong px-3 py-3 text-table text-muted">
          It holds no API yet.
        </p>
      )}
      {!isReadOnly && (
        <div className="flex flex-wrap gap-2">
          <Select
            // Chosen at once: it never keeps a value.
            key={apis.length}
            aria-label="Add an API"
            className="w-56"
            placeholder={others.length > 0 ? 'Add an API' : 'No other API'}
            disabled={others.length === 0}
            onValueChange={(value) => {
              const api = others.find(({ id }) => id === value)
              if (api) setApis([...apis, api])
            }}
            options={others.map(({ id, name, slug }) => ({ value: id, label: name, hint: `/${slug}` }))}
          />
          <Button onClick={submit} isPending={isPending} disabled={isSame}>
            Save APIs
          </Button>
        </div>
      )}
      {atField && <FieldError>{atField}</FieldError>}
      {error && !atField && <ActionErrorCallout error={error} />}
    </div>
  )
}
