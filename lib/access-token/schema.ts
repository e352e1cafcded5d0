import { z } from 'zod'
import { OrganizationName } from '#lib/organization/schema.ts'
import { Email, PersonName } from '#lib/user/schema.ts'

export const CreateAccessToken = z.object({
  name: z.string('Give it a name').trim().min(1, 'Give it a name').max(80, 'Use 80 characters at most'),
  /** Where calls create things that name no organization. */
  organizationId: z.string('Choose one').min(1, 'Choose one').max(64),
  /** ISO 8601 with zone, in the future; left out or null: it never expires. */
  expiresAt: z.iso
    .datetime({ offset: true, error: 'Give date and time with zone, e.g. 2027-01-31T00:00:00Z' })
    .nullish()
    .refine((at) => !at || new Date(at) > new Date(), 'Choose a time in the future'),
})
export type CreateAccessToken = z.input<typeof CreateAccessToken>

export const RevokeAccessToken = z.object({ id: z.string().max(64) })
export type RevokeAccessToken = z.input<typeof RevokeAccessToken>

/** The administrator that the configuration names. Its password and token were checked with the configuration. */
export const EnsureAdmin = z.object({
  email: Email,
  name: PersonName,
  password: z.string().min(10).max(200).optional(),
  firstPassword: z.string().min(10).max(200),
  token: z.string().min(20).max(512).optional(),
  /** Names the organization that is made when the administrator owns none. */
  organizationName: OrganizationName,
})
export type EnsureAdmin = z.input<typeof EnsureAdmin>

export type AccessTokenStatus = 'active' | 'expired' | 'revoked'

export type AccessTokenItem = {
  id: string
  name: string
  /** Last four characters, to recognise it by. */
  hint: string
  organization: { id: string; slug: string; name: string }
  status: AccessTokenStatus
  createdAt: Date
  expiresAt: Date | null
  revokedAt: Date | null
  lastUsedAt: Date | null
}

/** Derived, never stored. */
export function accessTokenStatus(
  token: { revokedAt: Date | null; expiresAt: Date | null },
  now: Date,
): AccessTokenStatus {
  if (token.revokedAt) return 'revoked'
  return token.expiresAt && token.expiresAt <= now ? 'expired' : 'active'
}

/** How a token is shown once its secret is gone. */
export const maskedToken = (hint: string): string => `gt_…${hint}`
