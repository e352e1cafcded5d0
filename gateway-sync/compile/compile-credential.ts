import type { CredentialRow } from '../load/rows.ts'
import type { Candidate } from './candidate.ts'

/** A credential by its digest. A revoked one stays, so that its refusal can say so. */
export function compileCredential(row: CredentialRow): Candidate {
  const { id, applicationId, digest, expiresAt } = row
  const status = row.isRevoked ? 'revoked' : 'active'
  return { kind: 'credential', spec: { id, applicationId, digest, expiresAt, status } }
}
