import { z } from 'zod'
import { PageInput } from '#lib/core/page.ts'
import type { RevisionStatus } from '#lib/revision/schema.ts'

const id = z.string().max(64).optional()

export const ListChanges = PageInput.extend({
  /** Whose history; left out: that of all organizations the actor belongs to. */
  organizationId: id,
  /** Operators: the installation's own history (gateways, environments). */
  isInstallation: z.stringbool().or(z.boolean()).optional(),
  /** One object's history, by both its parties. */
  object: id,
  /** One kind of object, e.g. `credential`. */
  objectKind: z.string().max(40).optional(),
  /** Who did it: user or token id. */
  actorId: id,
  /** e.g. `credential.revoked` */
  event: z.string().max(80).optional(),
})
export type ListChanges = z.input<typeof ListChanges>

export type Change = {
  id: string
  at: Date
  actor: { kind: string; id: string; name: string }
  event: string
  object: { kind: string; id: string; name: string }
  organization: { id: string; slug: string; name: string } | null
  /** The object's fields before and after, secrets masked. */
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
  requestId: string | null
  /** Null for what gateways are not concerned with. */
  revision: number | null
  status: RevisionStatus | null
}

export type ChangeReceipt = {
  gateway: { id: string; name: string }
  /** From the commit to the proof's arrival; null while it is waited for. */
  latencyMs: number | null
  enforcedAt: Date | null
  /** In the gateway: from the message's arrival to the swap, and to the end of the proof. */
  appliedMs: number | null
  provedMs: number | null
  /** Of the actor's own objects. */
  proof: { resource: { kind: string; id: string }; observed: string; expected: string; workers: number }[]
  waiting: string | null
}

export type ChangeDetail = Change & { isUrgent: boolean; receipts: ChangeReceipt[] }

/** `credential.revoked` → `Credential revoked`, `api.created` → `API created` */
export function eventLabel(event: string): string {
  const text = event.replace(/[._]/g, ' ').replace(/^api\b/, 'API')
  return text.charAt(0).toUpperCase() + text.slice(1)
}
