import { audit } from '#lib/core/audit.ts'
import { authorize } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { parse } from '#lib/core/parse.ts'
import { apiConfigChange } from './api-change.ts'
import { lockApi } from './load-api.ts'
import { SetCurrentVersion } from './schema.ts'

/** Makes one of the API's versions the one that is served and shown: rolls back, or forward again. */
export async function setCurrentVersion(
  actor: Actor,
  input: SetCurrentVersion,
): Promise<{ id: string; versionId: string; number: number; revision: number | null }> {
  const { id, versionId } = parse(SetCurrentVersion, input)
  return transaction(async (tx) => {
    const api = await lockApi(tx, actor, id)
    authorize(actor, 'api:update', api.organizationId)
    const versions = await tx.apiVersion.findMany({
      where: { apiId: id, id: { in: [versionId, api.currentVersionId ?? versionId] } },
      select: { id: true, number: true },
    })
    const version = versions.find((candidate) => candidate.id === versionId) ?? notFound('version', versionId)
    if (api.currentVersionId === versionId) return { id, versionId, number: version.number, revision: null }
    await tx.api.update({ where: { id }, data: { currentVersionId: versionId } })
    const auditEntryId = await audit(tx, actor, {
      organizationId: api.organizationId,
      event: 'api.version_set',
      object: { kind: 'api', id, name: api.name },
      before: {
        version: versions.find((candidate) => candidate.id === api.currentVersionId)?.number ?? null,
      },
      after: { version: version.number },
    })
    return { id, versionId, number: version.number, revision: await apiConfigChange(tx, id, auditEntryId) }
  })
}
