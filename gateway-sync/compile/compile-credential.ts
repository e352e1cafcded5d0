import type { CredentialRow } from '../load/rows.ts'
import type { Candidate } from './candidate.ts'

/** A credential by its digest, ending in real time. A revoked one stays, so that its refusal can say so. */
export function compileCredential(row: CredentialRow): Candidate {
  const { id, applicationId, digest } = row
  const expiresAt = row.expiresAt === null ? null : row.expiresAt - (row.clockOffsetMs ?? 0)
  const status = row.isRevoked ? 'revoked' : 'active'
  return { kind: 'credential', spec: { id, applicationId, digest, expiresAt, status } }
}
