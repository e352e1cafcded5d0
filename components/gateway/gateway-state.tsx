import { StatusBadge } from '#components/ui/status-badge.tsx'
import { Time } from '#components/ui/time.tsx'
import type { GatewayListItem } from '#lib/gateway/schema.ts'

const looks = {
  current: { status: 'enforced', label: 'Current' },
  behind: { status: 'propagating', label: 'Behind' },
  rejected: { status: 'rejected', label: 'Rejected a revision' },
  unreachable: { status: 'unreachable', label: 'Unreachable' },
  never_connected: { status: 'unreachable', label: 'Never connected' },
} as const

/** The one word for a gateway, with since when where that matters. */
export function GatewayState({ gateway }: { gateway: GatewayListItem }) {
  const { status, label } = looks[gateway.status]
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      <StatusBadge status={status} label={label} />
      {gateway.unreachableSince && (
        <span className="text-meta text-muted">
          since <Time at={gateway.unreachableSince} look="clock" />
        </span>
      )}
    </span>
  )
}
