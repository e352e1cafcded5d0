import { z } from 'zod'

/** Keys an application may have that open something. */
export const LIVE_CREDENTIALS_MAX = 50

const id = z.string('Choose one').min(1, 'Choose one').max(64)

export const CreateCredential = z.object({
  applicationId: id,
  name: z.string('Give it a name').trim().min(1, 'Give it a name').max(100, 'Use 100 characters at most'),
  /** ISO 8601 with zone, in the future; left out or null: it never expires. */
  expiresAt: z.iso
    .datetime({ offset: true, error: 'Give date and time with zone, e.g. 2027-01-31T00:00:00Z' })
    .nullish(),
})
export type CreateCredential = z.input<typeof CreateCredential>

export const RevokeCredential = z.object({
  id,
  /** In whose name, for a person who belongs to both the consumer and a provider. */
  organizationId: z.string().max(64).optional(),
})
export type RevokeCredential = z.input<typeof RevokeCredential>

export const CredentialStatus = z.enum(['active', 'expired', 'revoked'])
export type CredentialStatus = z.infer<typeof CredentialStatus>

/** Derived, never stored: gateways hold the expiry by their own clock. */
export function credentialStatus(
  credential: { revokedAt: Date | null; expiresAt: Date | null },
  now: Date,
): CredentialStatus {
  if (credential.revokedAt) return 'revoked'
  return credential.expiresAt && credential.expiresAt <= now ? 'expired' : 'active'
}

/** How a key is shown once its secret is gone. */
export const maskedKey = (hint: string): string => `gk_…${hint}`

export type CredentialItem = {
  id: string
  name: string
  /** Last four characters of the key. */
  hint: string
  status: CredentialStatus
  createdAt: Date
  expiresAt: Date | null
  revokedAt: Date | null
  /** When a gateway last saw it, refused or not. */
  lastUsedAt: Date | null
  /** Since UTC midnight; counted up to `REQUESTS_COUNTED_MAX`. */
  requestsToday: number
  application: { id: string; name: string; organizationId: string }
  /** The revision that revoked it, or that let it expire as a test of a sandbox. */
  revokedRevision: number | null
}

/** Requests of one key are counted up to here: "10,000 or more" is as good a reason to think twice. */
export const REQUESTS_COUNTED_MAX = 10_000

/** What a revocation breaks, measured. */
export type CredentialConsequence = {
  name: string
  hint: string
  application: string
  lastUsedAt: Date | null
  /** Since UTC midnight; counted up to `REQUESTS_COUNTED_MAX`. */
  requestsToday: number
  /** Gateways that will refuse it, and how many of them can be told at once. */
  gateways: { total: number; connected: number }
}
