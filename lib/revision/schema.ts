import { z } from 'zod'

const time = z.iso.datetime()

export const RevisionState = z.enum(['enforced', 'propagating', 'rejected', 'unreachable', 'no_gateways'])
export type RevisionState = z.infer<typeof RevisionState>

/** What a gateway observed when it tried the new state on itself. */
export const Proof = z.object({
  resource: z.object({ kind: z.string(), id: z.string() }),
  observed: z.string(),
  expected: z.string(),
  workers: z.int(),
})
export type Proof = z.infer<typeof Proof>

/** `GET /revisions/{revision}` of the management API. */
export const Revision = z.object({
  revision: z.int(),
  committedAt: time,
  state: RevisionState,
  gateways: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      /** What it runs now, by its own word. */
      appliedRevision: z.int(),
      /** When its proof arrived; null while it does not run the revision. */
      enforcedAt: time.nullable(),
      /** From the commit to the proof's arrival. */
      latencyMs: z.number().nullable(),
      /** Of the actor's own objects. */
      proof: z.array(Proof),
    }),
  ),
})
export type Revision = z.infer<typeof Revision>

/** The same in brief, for a line beside what changed. */
export const RevisionStatus = z.object({
  revision: z.int(),
  committedAt: time,
  state: RevisionState,
  /** Gateways that enforce it, of how many that must. */
  enforced: z.int(),
  total: z.int(),
  slowestLatencyMs: z.number().nullable(),
  gateways: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      appliedRevision: z.int(),
      enforcedAt: time.nullable(),
      latencyMs: z.number().nullable(),
      /** Why it is waited for, e.g. `unreachable for 40 s`; null when it enforces the revision or is at it. */
      reason: z.string().nullable(),
    }),
  ),
  waitingFor: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      /** Waited for since: when it was last reached, or the commit while it is reached; null if it never connected. */
      since: time.nullable(),
      leaseExpiresAt: time.nullable(),
      isConnected: z.boolean(),
      rejectedReason: z.string().nullable(),
    }),
  ),
})
export type RevisionStatus = z.infer<typeof RevisionStatus>

/** What one gateway does with one revision. */
export type Enforcement = {
  enforcedAt: Date | null
  isConnected: boolean
  isRejected: boolean
}

/** The one word for a revision. "No gateway" is not "all gateways". */
export function revisionState(gateways: Enforcement[]): RevisionState {
  if (gateways.length === 0) return 'no_gateways'
  const missing = gateways.filter((gateway) => gateway.enforcedAt === null)
  if (missing.length === 0) return 'enforced'
  if (missing.some((gateway) => gateway.isRejected)) return 'rejected'
  return missing.some((gateway) => !gateway.isConnected) ? 'unreachable' : 'propagating'
}
