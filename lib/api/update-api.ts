import { isDeepStrictEqual } from 'node:util'
import { audit } from '#lib/core/audit.ts'
import { authorize } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { parse } from '#lib/core/parse.ts'
import { apiConfigChange } from './api-change.ts'
import { lockApi } from './load-api.ts'
import { UpdateApi } from './schema.ts'

/** Fields of `change` that differ from the row, with their old and new values. */
function changedFields(row: Record<string, unknown>, change: Record<string, unknown>) {
  const names = Object.keys(change).filter(
    (name) => change[name] !== undefined && !isDeepStrictEqual(row[name], change[name]),
  )
  const pick = (from: Record<string, unknown>) => Object.fromEntries(names.map((name) => [name, from[name]]))
  return { names, before: pick(row), after: pick(change) }
}

/**
 * Changes name, description, upstream, timeouts, hosts, key places or the body limit; what is absent stays. Saying what is
 * already so changes nothing. `revision` is null when no gateway serves the API or nothing changed.
 */
export async function updateApi(
  actor: Actor,
  input: UpdateApi,
): Promise<{ id: string; revision: number | null }> {
  const { id, ...change } = parse(UpdateApi, input)
  return transaction(async (tx) => {
    const api = await lockApi(tx, actor, id)
    authorize(actor, 'api:update', api.organizationId)
    const { names, before, after } = changedFields(api, change)
    if (names.length === 0) return { id, revision: null }
    await tx.api.update({ where: { id }, data: after })
    const auditEntryId = await audit(tx, actor, {
      organizationId: api.organizationId,
      event: 'api.updated',
      object: { kind: 'api', id, name: change.name ?? api.name },
      before,
      after,
    })
    return { id, revision: await apiConfigChange(tx, id, auditEntryId) }
  })
}
