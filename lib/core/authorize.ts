import type { Actor, Role } from './context.ts'
import { AppError, notFound } from './errors.ts'

const viewer: Role[] = ['owner', 'admin', 'editor', 'viewer']
const editor: Role[] = ['owner', 'admin', 'editor']
const admin: Role[] = ['owner', 'admin']
const owner: Role[] = ['owner']

/** What each role may do. Written once; verbs and screens ask here. */
const permissions = {
  'organization:read': viewer,
  'organization:update': admin,
  'organization:delete': owner,
  'member:read': viewer,
  'member:manage': admin,
  'member:manage-owner': owner,
  'api:read': viewer,
  'api:create': editor,
  'api:update': editor,
  'api:delete': admin,
  'product:read': viewer,
  'product:create': editor,
  'product:update': editor,
  'product:publish': admin,
  'plan:read': viewer,
  'plan:update': editor,
  'application:read': viewer,
  'application:create': editor,
  'application:update': editor,
  'application:delete': admin,
  'subscription:read': viewer,
  'subscription:create': editor,
  'subscription:cancel': editor,
  /** The provider's side: approve, refuse, suspend, resume. */
  'subscription:decide': editor,
  'credential:read': viewer,
  'credential:create': editor,
  'credential:revoke': editor,
  'usage:read': viewer,
  'change:read': viewer,
  'gateway:read': viewer,
  /** Both sides: invoices, payments, mails. */
  'billing:read': viewer,
  /** The provider's side: settings, marking paid, credit notes, grants. */
  'billing:manage': admin,
  /** The consumer's side: payment method, buying credits, spend cap. */
  'payment:manage': admin,
} as const satisfies Record<string, Role[]>

export type Permission = keyof typeof permissions

const isEverywhere = (actor: Actor): boolean => actor.kind === 'system'

/**
 * Ids of the organizations whose objects the actor may know of: goes into the `where` of every query, so that another
 * organization's object is simply not found. `undefined` (no condition) for the system itself.
 */
export function organizationIdsOf(actor: Actor): { in: string[] } | undefined {
  if (isEverywhere(actor)) return undefined
  return { in: actor.memberships.map((membership) => membership.organizationId) }
}

/** True when the actor's role in the organization allows it. For screens; verbs use `authorize`. */
export function can(actor: Actor, permission: Permission, organizationId: string): boolean {
  if (isEverywhere(actor)) return true
  const role = actor.memberships.find((membership) => membership.organizationId === organizationId)?.role
  return role !== undefined && (permissions[permission] as readonly Role[]).includes(role)
}

/** Throws `unauthenticated` for nobody, `not_found` outside the organization, `forbidden` when the role is too weak. */
export function authorize(actor: Actor, permission: Permission, organizationId: string): void {
  requireSignedIn(actor)
  if (can(actor, permission, organizationId)) return
  const membership = actor.memberships.find((candidate) => candidate.organizationId === organizationId)
  if (!membership) notFound('organization', organizationId)
  throw new AppError(
    'forbidden',
    `Your role in ${membership.name} is ${membership.role}; this needs ${needed(permission)}.`,
  )
}

/** Throws `unauthenticated` for nobody. */
export function requireSignedIn(actor: Actor): void {
  if (actor.kind === 'anonymous') throw new AppError('unauthenticated', 'Sign in, or send a valid token.')
}

/** Throws unless the actor runs the installation. */
export function requireOperator(actor: Actor): void {
  requireSignedIn(actor)
  if (!actor.isOperator) throw new AppError('forbidden', 'This is for operators of the installation.')
}

function needed(permission: Permission): string {
  const roles = permissions[permission]
  return roles.length === 1 ? String(roles[0]) : `${roles.slice(0, -1).join(', ')} or ${roles.at(-1)}`
}

/** The organization a new object belongs to: the one named, else the token's, else the actor's only one. */
export function targetOrganizationId(actor: Actor, named?: string): string {
  requireSignedIn(actor)
  const id =
    named ??
    actor.organizationId ??
    (actor.memberships.length === 1 ? actor.memberships[0]!.organizationId : undefined)
  if (!id)
    throw new AppError('invalid_input', 'Name the organization.', {
      fields: { organizationId: 'Name the organization.' },
    })
  return id
}
