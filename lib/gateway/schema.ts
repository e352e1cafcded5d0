import { z } from 'zod'

/** A gateway that was not heard of for so long counts as unreachable, whatever its connection says. */
export const SEEN_WITHIN_MS = 10_000

const name = z
  .string('Give it a name')
  .trim()
  .min(1, 'Give it a name')
  .max(64, 'Use 64 characters at most')
  .regex(/^[\w.-]+(?: [\w.-]+)*$/, 'Use letters, digits, dots, dashes and single spaces')
const id = z.string().max(64)

export const RegisterGateway = z.object({ name, environmentId: id.optional() })
export type RegisterGateway = z.input<typeof RegisterGateway>

export const RenameGateway = z.object({ id, name })
export type RenameGateway = z.input<typeof RenameGateway>

export const GatewayId = z.object({ id })
export type GatewayId = z.input<typeof GatewayId>

export const UpdateEnvironmentLease = z.object({
  environmentId: id.optional(),
  /** How long a gateway may serve from a state that nobody confirmed. */
  leaseSeconds: z
    .int('Give whole seconds')
    .min(10, 'Use 10 seconds or more')
    .max(31_536_000, 'Use a year at most'),
  /** What it does after that: serve with a warning, or refuse. */
  leaseOnExpiry: z.enum(['serve', 'refuse']),
})
export type UpdateEnvironmentLease = z.input<typeof UpdateEnvironmentLease>

/** What of a gateway's row tells whether it can be reached. `disconnectedAt` is null while its connection stands. */
export type GatewayPresence = {
  connectedAt: Date | null
  disconnectedAt: Date | null
  lastSeenAt: Date | null
}

/** True when its connection stands and it was heard of within the last ten seconds. */
export function isGatewayConnected(gateway: GatewayPresence, now: Date): boolean {
  const { connectedAt, disconnectedAt, lastSeenAt } = gateway
  if (!connectedAt || !lastSeenAt || disconnectedAt) return false
  return now.getTime() - lastSeenAt.getTime() <= SEEN_WITHIN_MS
}

/** Since when it cannot be reached; null while it can, and for one that never connected. */
export function unreachableSince(gateway: GatewayPresence, now: Date): Date | null {
  if (!gateway.connectedAt || isGatewayConnected(gateway, now)) return null
  return gateway.disconnectedAt ?? gateway.lastSeenAt ?? gateway.connectedAt
}

export type GatewayStatus = 'never_connected' | 'rejected' | 'unreachable' | 'behind' | 'current'

/** The one word for a gateway's state; what stands in its way comes before how far it is. */
export function gatewayStatus(
  gateway: GatewayPresence & { appliedRevision: number; rejectedRevision: number | null },
  revision: number,
  now: Date,
): GatewayStatus {
  if (!gateway.connectedAt) return 'never_connected'
  if (!isGatewayConnected(gateway, now)) return 'unreachable'
  if (gateway.rejectedRevision !== null) return 'rejected'
  return gateway.appliedRevision < revision ? 'behind' : 'current'
}

export type GatewayListItem = {
  id: string
  name: string
  environment: { id: string; slug: string; name: string }
  status: GatewayStatus
  isConnected: boolean
  createdAt: Date
  connectedAt: Date | null
  lastSeenAt: Date | null
  unreachableSince: Date | null
  version: string | null
  workers: number | null
  /** What it runs now, by its own word. */
  appliedRevision: number
  /** The environment's latest. */
  revision: number
  /** Revisions it does not run yet. */
  lagRevisions: number
  /** When the first of those was committed. */
  lagSince: Date | null
  leaseExpiresAt: Date | null
  isLeaseExpired: boolean
  rejected: {
    revision: number
    reason: string
    resource: { kind: string; id: string } | null
    at: Date | null
  } | null
  /** Requests seen since its boot, those in its journal, and journal bytes that were not taken in yet. */
  seen: number
  journaled: number
  owedBytes: number
  connections: number
}

export type GatewayEventItem = { id: string; kind: string; detail: Record<string, unknown>; createdAt: Date }
