import { organizationIdsOf, requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import { listRevisionStatuses } from './queries.ts'
import type { RevisionStatus } from './schema.ts'

/**
 * How far gateways are with the last change of each object that reached the configuration, by the object's id. Objects of
 * other organizations, and those that gateways were never told of, are left out.
 */
export async function listLastStatuses(
  actor: Actor,
  objectIds: string[],
): Promise<Map<string, RevisionStatus>> {
  requireSignedIn(actor)
  const last = await db.auditEntry.groupBy({
    by: ['objectId'],
    where: {
      objectId: { in: objectIds },
      organizationId: organizationIdsOf(actor),
      configChange: { isNot: null },
    },
    _max: { id: true },
  })
  const changes = await db.configChange.findMany({
    where: { auditEntryId: { in: last.flatMap(({ _max }) => _max.id ?? []) } },
    select: { revision: true, auditEntry: { select: { objectId: true } } },
  })
  const statuses = await listRevisionStatuses(
    actor,
    changes.map(({ revision }) => revision),
  )
  return new Map(
    changes.flatMap(({ revision, auditEntry }) => {
      const status = statuses.get(revision)
      return status && auditEntry ? [[auditEntry.objectId, status] as const] : []
    }),
  )
}
