import { requireSignedIn } from '#lib/core/authorize.ts'
import { DEFAULT_ENVIRONMENT_ID } from '#lib/core/config-change.ts'
import type { Actor } from '#lib/core/context.ts'
import { notFound } from '#lib/core/errors.ts'
import { loadEnforcement, type RevisionEnforcement } from './enforcement.ts'
import { loadProofs } from './proof.ts'
import { type Revision, type RevisionStatus, revisionState } from './schema.ts'
import { toStatus } from './to-status.ts'

async function load(revision: number, environmentId: string): Promise<RevisionEnforcement> {
  const isPossible = Number.isSafeInteger(revision) && revision > 0 && revision < 2 ** 31
  const found = isPossible ? (await loadEnforcement(environmentId, [revision])).get(revision) : undefined
  return found ?? notFound('revision', String(revision))
}

/**
 * Which gateways enforce a revision, with their proofs. A gateway enforces it when it runs that revision or a later one
 * now, and its receipt for it was taken in after the commit. For anybody who is signed in; `not_found` for a revision
 * that was not made.
 */
export async function getRevision(
  actor: Actor,
  revision: number,
  environmentId = DEFAULT_ENVIRONMENT_ID,
): Promise<Revision> {
  requireSignedIn(actor)
  const { committedAt, gateways } = await load(revision, environmentId)
  const receiptIds = gateways.flatMap((gateway) => gateway.receiptId ?? [])
  const proofs = await loadProofs(actor, environmentId, revision, receiptIds)
  return {
    revision,
    committedAt: committedAt.toISOString(),
    state: revisionState(gateways),
    gateways: gateways.map(({ id, name, appliedRevision, enforcedAt, latencyMs, receiptId }) => ({
      id,
      name,
      appliedRevision,
      enforcedAt: enforcedAt?.toISOString() ?? null,
      latencyMs,
      proof: (receiptId && proofs.get(receiptId)) || [],
    })),
  }
}

/** The brief state of one revision, for a line that is asked again until it is settled. */
export async function getRevisionStatus(
  actor: Actor,
  revision: number,
  environmentId = DEFAULT_ENVIRONMENT_ID,
): Promise<RevisionStatus> {
  requireSignedIn(actor)
  return toStatus(await load(revision, environmentId))
}

/** The brief states of many revisions in one query. */
export async function listRevisionStatuses(
  actor: Actor,
  revisions: number[],
  environmentId = DEFAULT_ENVIRONMENT_ID,
): Promise<Map<number, RevisionStatus>> {
  requireSignedIn(actor)
  const found = await loadEnforcement(environmentId, revisions)
  return new Map([...found].map(([revision, entry]) => [revision, toStatus(entry)]))
}

export { loadEnforcement } from './enforcement.ts'
export { loadProofs } from './proof.ts'
export { waitingReason } from './to-status.ts'
