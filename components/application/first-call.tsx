'use client'
import { Radio } from 'lucide-react'
import { useLive } from '#components/patterns/use-live.ts'
import { Callout } from '#components/ui/callout.tsx'
import { Snippet } from '#components/ui/snippet.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { duration } from '#components/ui/time-format.ts'
import type { DecisionListItem } from '#lib/decision/schema.ts'

type Props = {
  initial: DecisionListItem | null
  load: () => Promise<DecisionListItem | null>
  /** The line to paste; left out where the page shows it already. */
  curl?: string
}

/** Waits for the application's first call and shows it as soon as a gateway has metered it. */
export function FirstCall({ initial, load, curl }: Props) {
  const { data: call } = useLive({ initial, load, intervalMs: 1000, isDone: (found) => found !== null })
  if (call) return <Arrived call={call} />
  return (
    <div className="rounded-card border border-line p-4">
      <p role="status" className="flex items-center gap-2 font-medium">
        <Radio className="size-4 animate-pulse text-accent-text" aria-hidden />
        Waiting for your first call
      </p>
      <p className="mt-1 text-table text-muted">
        Paste this into a terminal with your key. It shows here as soon as it arrives.
      </p>
      {curl && <Snippet code={curl} className="mt-3" />}
    </div>
  )
}

function Arrived({ call }: { call: DecisionListItem }) {
  const isRefused = call.code !== null
  return (
    <Callout
      tone={isRefused ? 'warning' : 'success'}
      isAlert
      title={isRefused ? `Your first call arrived and was refused: ${call.title}` : 'Your first call arrived'}
      action={<TextLink href={`/decisions/${call.id}`}>{isRefused ? 'Why?' : 'Details'}</TextLink>}
    >
      <span className="font-mono">
        {call.method} {call.path}
      </span>{' '}
      · {call.status} · {duration(call.durationMs)}
    </Callout>
  )
}
