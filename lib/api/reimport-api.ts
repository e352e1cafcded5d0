import { audit } from '#lib/core/audit.ts'
import { authorize } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { db, transaction } from '#lib/core/db.ts'
import { parse } from '#lib/core/parse.ts'
import { apiConfigChange } from './api-change.ts'
import { readInWorker } from './document/read-in-worker.ts'
import { documentBytes } from './document-input.ts'
import { insertVersion, sha256Of } from './insert-version.ts'
import { loadApi, lockApi } from './load-api.ts'
import { type DocumentProblem, ReimportApi, type VersionDifferences } from './schema.ts'

export type ReimportedApi = {
  id: string
  versionId: string
  number: number
  /** False: the document is the current one, byte for byte, and nothing was done. */
  isNew: boolean
  operationCount: number
  differences: VersionDifferences | null
  problems: DocumentProblem[]
  /** Null when no gateway serves the API. */
  revision: number | null
}

const currentOf = (versionId: string | null) =>
  versionId === null ? null : db.apiVersion.findUnique({ where: { id: versionId }, omit: { original: true } })

/** The version to compare with, as text: the reading thread takes it apart. */
async function previousText(versionId: string | null): Promise<string | null> {
  if (versionId === null) return null
  const where = { apiVersionId: versionId }
  const operations = await db.apiOperation.findMany({
    where,
    select: { key: true, method: true, path: true, definition: true },
    orderBy: { position: 'asc' },
  })
  const schemas = await db.apiSchema.findMany({ where, select: { name: true, definition: true } })
  return JSON.stringify({
    operations,
    schemas: Object.fromEntries(schemas.map(({ name, definition }) => [name, definition])),
  })
}

/**
 * Imports a document as the API's next version and makes it current, with what it changed. The same document again changes
 * nothing and gives the current version. Refuses as `createApi` does.
 */
export async function reimportApi(actor: Actor, input: ReimportApi): Promise<ReimportedApi> {
  const parsed = parse(ReimportApi, input)
  const api = await loadApi(db, actor, parsed.id)
  authorize(actor, 'api:update', api.organizationId)
  const bytes = await documentBytes(parsed)
  const current = await currentOf(api.currentVersionId)
  if (current && current.originalSha256 === sha256Of(bytes.bytes)) {
    const { id: versionId, number, operationCount } = current
    const differences = current.differences as VersionDifferences | null
    const problems = current.problems as DocumentProblem[]
    return {
      id: api.id,
      versionId,
      number,
      isNew: false,
      operationCount,
      differences,
      problems,
      revision: null,
    }
  }
  const previous = await previousText(api.currentVersionId)
  const read = await readInWorker({ bytes: bytes.bytes, base: bytes.base, previous })
  const { operationCount, differences } = read.rows
  const written = await transaction(async (tx) => {
    await lockApi(tx, actor, api.id)
    const last = await tx.apiVersion.aggregate({ where: { apiId: api.id }, _max: { number: true } })
    const number = (last._max.number ?? 0) + 1
    const versionId = await insertVersion(tx, actor, { apiId: api.id, number, input: bytes, read })
    const auditEntryId = await audit(tx, actor, {
      organizationId: api.organizationId,
      event: 'api.reimported',
      object: { kind: 'api', id: api.id, name: api.name },
      before: { version: current?.number ?? null, operationCount: current?.operationCount ?? 0 },
      after: { version: number, operationCount, source: bytes.source },
    })
    return { versionId, number, revision: await apiConfigChange(tx, api.id, auditEntryId) }
  })
  return { id: api.id, ...written, isNew: true, operationCount, differences, problems: read.problems }
}
