'use client'
import { X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useState, useTransition } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import { callAction } from '#components/patterns/call-action.ts'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import type { ActionResult } from '#lib/core/action-result.ts'

export type Audience = { id: string; slug: string; name: string }
type Props = {
  isReadOnly?: boolean
  find: (named: string) => Promise<ActionResult<Audience | null>>
}

/** The form's `audience`: organizations, each named by its slug or id and looked up before it is taken in. */
export function AudienceField({ isReadOnly = false, find }: Props) {
  const { control, setValue, formState } = useFormContext<{ audience: Audience[] }>()
  const audience = useWatch({ control, name: 'audience' })
  const [named, setNamed] = useState('')
  const [error, setError] = useState<string>()
  const [isPending, startTransition] = useTransition()
  const set = (next: Audience[]) => setValue('audience', next, { shouldDirty: true, shouldValidate: true })
  const add = () =>
    startTransition(async () => {
      const word = named.trim()
      if (!word) return setError('Type an organization’s slug or id')
      const result = await callAction(() => find(word))
      if (!result.ok) return setError(result.error.message)
      const found = result.data
      if (!found) return setError(`There is no organization “${word}”`)
      if (!audience.some(({ id }) => id === found.id)) set([...audience, found])
      setError(undefined)
      setNamed('')
    })
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    add()
  }
  const missing = formState.errors.audience?.message
  return (
    <div className="flex flex-col gap-3">
      {!isReadOnly && (
        <Field
          label="Organizations"
          hint="By slug or id, as their members tell you."
          error={error ?? missing}
        >
          <AddLine isPending={isPending} onAdd={add}>
            <Input
              isMono
              value={named}
              onChange={(event) => setNamed(event.target.value)}
              onKeyDown={onKeyDown}
              placeholder="mobile"
              autoComplete="off"
              spellCheck={false}
            />
          </AddLine>
        </Field>
      )}
      {audience.length > 0 && (
        <ul
          aria-label="Chosen organizations"
          className="divide-y divide-line rounded-card border border-line"
        >
          {audience.map(({ id, name, slug }) => (
            <li key={id} className="flex min-h-10 items-center gap-3 px-3 py-1">
              <span className="min-w-0 flex-1 truncate" title={name}>
                {name} <code className="font-mono text-table text-muted">{slug}</code>
              </span>
              {!isReadOnly && (
                <Button
                  variant="ghost"
                  size="icon-small"
                  aria-label={`Remove ${name}`}
                  onClick={() => set(audience.filter((other) => other.id !== id))}
                >
                  <X aria-hidden />
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

type AddLineProps = { isPending: boolean; onAdd: () => void; children: ReactNode }

const AddLine = ({ isPending, onAdd, children }: AddLineProps) => (
  <div className="flex gap-2">
    {children}
    <Button onClick={onAdd} isPending={isPending}>
      Add
    </Button>
  </div>
)
