/** Roles of a member, the stronger first. */
export const ROLES = ['owner', 'admin', 'editor', 'viewer'] as const
export type Role = (typeof ROLES)[number]

export type Membership = { organizationId: string; slug: string; name: string; role: Role }

/** Who is acting. Every verb and every read takes one; the permission is part of its query. */
export type Actor = {
  /** `system` is the house itself (seed, jobs): allowed everything. */
  kind: 'anonymous' | 'user' | 'token' | 'system'
  /** User id for people and their tokens; empty for anonymous. */
  userId: string
  name: string
  /** For `token`: the token's id. */
  tokenId?: string
  /** For `token`: the organization that new objects belong to when the call names none. */
  organizationId?: string
  /** Runs the installation. */
  isOperator: boolean
  memberships: Membership[]
  requestId?: string
}

export const anonymous: Actor = {
  kind: 'anonymous',
  userId: '',
  name: '',
  isOperator: false,
  memberships: [],
}

export const system: Actor = {
  kind: 'system',
  userId: 'system',
  name: 'Gatehouse',
  isOperator: true,
  memberships: [],
}
