import type { Actor } from './context.ts'
import { Prisma, type Transaction } from './db.ts'
import { newId } from './id.ts'

export type AuditInput = {
  /** Null for the installation's own objects (gateways, environments). */
  organizationId: string | null
  /** Past tense, e.g. `credential.revoked`. */
  event: `${string}.${string}`
  object: { kind: string; id: string; name: string }
  before?: Record<string, unknown> | null
  after?: Record<string, unknown> | null
}

const SECRET = /secret|password|token|digest/i

/** A copy fit for the record: secrets masked, binary left out, dates as text. */
function masked(
  value: Record<string, unknown> | null | undefined,
): Prisma.InputJsonValue | typeof Prisma.DbNull {
  if (!value) return Prisma.DbNull
  return JSON.parse(
    JSON.stringify(value, (key, member) => {
      if (SECRET.test(key) && member) return '••••'
      if (member instanceof Uint8Array) return `${member.byteLength} bytes`
      return typeof member === 'bigint' ? member.toString() : member
    }),
  )
}

/** Writes who did what, in the verb's own transaction. Returns the entry's id, for `configChange`. */
export async function audit(tx: Transaction, actor: Actor, input: AuditInput): Promise<string> {
  const id = newId('audit')
  await tx.auditEntry.create({
    data: {
      id,
      organizationId: input.organizationId,
      actorKind: actor.kind,
      actorId: actor.tokenId ?? actor.userId,
      actorName: actor.name,
      event: input.event,
      objectKind: input.object.kind,
      objectId: input.object.id,
      objectName: input.object.name,
      before: masked(input.before),
      after: masked(input.after),
      requestId: actor.requestId ?? null,
    },
  })
  return id
}
