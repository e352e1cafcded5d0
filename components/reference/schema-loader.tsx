'use client'
import { ChevronRight, LoaderCircle } from 'lucide-react'
import { type ReactNode, useState, useTransition } from 'react'

type Props = { load: () => Promise<ReactNode>; label: string }

/** A part of a schema that is drawn on the server when it is opened. */
export function SchemaLoader({ load, label }: Props) {
  const [content, setContent] = useState<ReactNode>(null)
  const [isFailed, setFailed] = useState(false)
  const [isPending, startTransition] = useTransition()
  const open = (isOpen: boolean) => {
    if (!isOpen || content || isPending) return
    setFailed(false)
    startTransition(async () => {
      try {
        setContent(await load())
      } catch {
        setFailed(true)
      }
    })
  }
  const Icon = isPending ? LoaderCircle : ChevronRight
  return (
    <details className="mt-1.5" onToggle={(event) => open(event.currentTarget.open)}>
      <summary className="inline-flex list-none items-center gap-1 rounded-tag text-meta font-medium text-muted hover:text-text [&::-webkit-details-marker]:hidden">
        <Icon
          className={isPending ? 'size-3.5 animate-spin' : 'size-3.5 [[open]>summary>&]:rotate-90'}
          aria-hidden
        />
        {label}
      </summary>
      <div className="mt-1.5 ml-1.5 border-l border-line pl-4 text-meta text-muted" aria-busy={isPending}>
        {isFailed ? 'It could not be loaded. Close and open it to try again.' : (content ?? 'Loading…')}
      </div>
    </details>
  )
}
