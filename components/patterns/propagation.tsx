'use client'
import { Check, CircleDashed, LoaderCircle, TriangleAlert, X } from 'lucide-react'
import { Badge, type Tone } from '#components/ui/badge.tsx'
import { cn } from '#components/ui/cn.ts'
import { Popover, PopoverContent, PopoverTrigger } from '#components/ui/popover.tsx'
import { Time } from '#components/ui/time.tsx'
import { duration } from '#components/ui/time-format.ts'
import type { RevisionStatus } from '#lib/revision/schema.ts'
import { describeRevision } from './revision-status.ts'
import { useLive } from './use-live.ts'

type Props = {
  initial: RevisionStatus
  /** Reads the status anew: a server action bound to the revision. Without it the first status stays. */
  fetchStatus?: () => Promise<RevisionStatus>
  /** What is true once it holds: "Enforced", "Refused", "Served". */
  verb?: string
  className?: string
}

const icons = { success: Check, info: LoaderCircle, warning: TriangleAlert, danger: X, neutral: CircleDashed }

/** "Enforced at 3 of 3 gateways · 84 ms", live until it is so; a click shows each gateway. */
export function Propagation({ initial, fetchStatus, verb = 'Enforced', className }: Props) {
  const { data, isStale } = useLive({
    initial,
    load: async () => (fetchStatus ? fetchStatus() : initial),
    intervalMs: 400,
    isDone: (status) => !fetchStatus || status.state === 'enforced',
  })
  const view = describeRevision(data, verb)
  const Icon = icons[view.tone]
  return (
    <Popover>
      <PopoverTrigger className={cn('max-w-full rounded-full', className)}>
        <Badge tone={view.tone satisfies Tone}>
          <Icon aria-hidden className={cn(view.tone === 'info' && 'animate-spin')} />
          <span role="status" className="truncate tabular-nums">
            {view.text}
            {view.detail && ` · ${view.detail}`}
            {isStale && ' · status not up to date'}
          </span>
        </Badge>
      </PopoverTrigger>
      <PopoverContent align="start" className="w-80 p-0">
        <p className="flex justify-between border-b border-line px-3 py-2 text-table">
          <span className="font-medium">Revision {data.revision}</span>
          <span className="text-muted">
            committed <Time at={data.committedAt} />
          </span>
        </p>
        <GatewayList gateways={data.gateways} />
      </PopoverContent>
    </Popover>
  )
}

function GatewayList({ gateways }: { gateways: RevisionStatus['gateways'] }) {
  if (gateways.length === 0)
    return <p className="px-3 py-3 text-table text-muted">No gateway is registered in this environment.</p>
  return (
    <ul className="scroll-thin max-h-72 overflow-y-auto p-1">
      {gateways.map((gateway) => (
        <li key={gateway.id} className="flex min-h-9 items-center gap-2 px-2 py-1 text-table">
          {gateway.enforcedAt ? (
            <Check className="size-3.5 shrink-0 text-success-text" aria-label="Proven" />
          ) : (
            <CircleDashed className="size-3.5 shrink-0 text-muted" aria-label="Waited for" />
          )}
          <span className="min-w-0 flex-1 truncate" title={gateway.name}>
            {gateway.name}
          </span>
          <span
            className="max-w-48 truncate text-right text-meta tabular-nums text-muted"
            title={gateway.reason ?? undefined}
          >
            {gateway.latencyMs === null
              ? (gateway.reason ?? `runs revision ${gateway.appliedRevision}`)
              : duration(gateway.latencyMs)}
          </span>
        </li>
      ))}
    </ul>
  )
}
