import type { Actor } from '#lib/core/context.ts'
import { toCsv } from '#lib/core/csv.ts'
import { readChanges } from './queries.ts'
import type { ListChanges } from './schema.ts'

const columns = [
  'at',
  'event',
  'actorKind',
  'actorName',
  'actorId',
  'objectKind',
  'objectName',
  'objectId',
  'organization',
  'revision',
  'before',
  'after',
  'requestId',
] as const

/** The history under the same filters as the list, as one file's text: at most `EXPORTED_CHANGES_MAX`, newest first. */
export async function exportChanges(
  actor: Actor,
  input: ListChanges,
  format: 'csv' | 'json',
): Promise<string> {
  const changes = await readChanges(actor, input)
  if (format === 'json') return `${JSON.stringify(changes, null, 2)}\n`
  const rows = changes.map(({ actor: who, object, organization, before, after, ...change }) => ({
    ...change,
    actorKind: who.kind,
    actorName: who.name,
    actorId: who.id,
    objectKind: object.kind,
    objectName: object.name,
    objectId: object.id,
    organization: organization?.name ?? '',
    before: before && JSON.stringify(before),
    after: after && JSON.stringify(after),
  }))
  return toCsv(rows, [...columns])
}
