import type { GatewayEnforcement, RevisionEnforcement } from './enforcement.ts'
import { type RevisionStatus, revisionState } from './schema.ts'

const isMissing = (gateway: GatewayEnforcement) => gateway.enforcedAt === null

function sinceOf(gateway: GatewayEnforcement, committedAt: Date): string | null {
  if (!gateway.hasEverConnected) return null
  return (gateway.unreachableSince ?? committedAt).toISOString()
}

function durationText(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000))
  if (seconds < 120) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 120) return `${minutes} min`
  const hours = Math.round(minutes / 60)
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`
}

/** Why a gateway is waited for, in words; null when it is not, or is just at it. */
export function waitingReason(gateway: GatewayEnforcement, now: Date): string | null {
  if (!isMissing(gateway)) return null
  if (gateway.isRejected) return `rejected: ${gateway.rejectedReason ?? 'no reason given'}`
  if (!gateway.hasEverConnected) return 'never connected'
  if (!gateway.unreachableSince) return null
  return `unreachable for ${durationText(now.getTime() - gateway.unreachableSince.getTime())}`
}

/** A revision's state in brief. */
export function toStatus(enforcement: RevisionEnforcement, now = new Date()): RevisionStatus {
  const { revision, committedAt, gateways } = enforcement
  const latencies = gateways.flatMap((gateway) => gateway.latencyMs ?? [])
  return {
    revision,
    committedAt: committedAt.toISOString(),
    state: revisionState(gateways),
    enforced: gateways.filter((gateway) => gateway.enforcedAt !== null).length,
    total: gateways.length,
    slowestLatencyMs: latencies.length > 0 ? Math.max(...latencies) : null,
    gateways: gateways.map((gateway) => ({
      id: gateway.id,
      name: gateway.name,
      appliedRevision: gateway.appliedRevision,
      enforcedAt: gateway.enforcedAt?.toISOString() ?? null,
      latencyMs: gateway.latencyMs,
      reason: waitingReason(gateway, now),
    })),
    waitingFor: gateways.filter(isMissing).map((gateway) => ({
      id: gateway.id,
      name: gateway.name,
      since: sinceOf(gateway, committedAt),
      leaseExpiresAt: gateway.leaseExpiresAt?.toISOString() ?? null,
      isConnected: gateway.isConnected,
      rejectedReason: gateway.rejectedReason,
    })),
  }
}
