import type { Candidate } from '../compile/candidate.ts'
import { MESSAGE_SIZE_BYTES_MAX, Resource, type ResourceRef, versionOf } from '../contract/index.ts'

/** One resource's next state: its content, or null for "is not there". With a problem it may not be served as it is. */
export type Change = { ref: ResourceRef; resource: Resource | null; problem?: string }

/** Room for the envelope around a single resource in a message. */
const RESOURCE_SIZE_BYTES_MAX = MESSAGE_SIZE_BYTES_MAX - 64 * 1024

/** Holds a compiled candidate against the contract. Pure. */
export function validate(candidate: Candidate): Change {
  const ref = { kind: candidate.kind, id: candidate.spec.id }
  if (candidate.problem) return { ref, resource: null, problem: candidate.problem }
  const version = versionOf(candidate.kind, candidate.spec as Resource['spec'])
  const parsed = Resource.safeParse({ kind: candidate.kind, version, spec: candidate.spec })
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!
    return { ref, resource: null, problem: `${issue.path.slice(1).join('.')}: ${issue.message}` }
  }
  if (candidate.kind === 'route') {
    const sizeBytes = Buffer.byteLength(JSON.stringify(candidate.spec))
    if (sizeBytes > RESOURCE_SIZE_BYTES_MAX)
      return { ref, resource: null, problem: `operations: ${sizeBytes} bytes are more than a gateway takes` }
  }
  return { ref, resource: parsed.data }
}

/** The changes that a set of affected ids amounts to: what was compiled, and absence for what was not. */
export function toChanges(affected: ResourceRef[], candidates: Candidate[]): Change[] {
  const changes = new Map<string, Change>()
  for (const ref of affected) changes.set(`${ref.kind}/${ref.id}`, { ref, resource: null })
  for (const candidate of candidates)
    changes.set(`${candidate.kind}/${candidate.spec.id}`, validate(candidate))
  return [...changes.values()]
}
