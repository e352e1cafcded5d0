import { hash } from 'node:crypto'
import type { Actor } from '#lib/core/context.ts'
import type { Transaction } from '#lib/core/db.ts'
import { newId } from '#lib/core/id.ts'
import type { ReadRows } from './document/read-in-worker.ts'
import type { DocumentBytes } from './document-input.ts'

export type NewVersion = { apiId: string; number: number; input: DocumentBytes; read: ReadRows }

export const sha256Of = (bytes: Uint8Array): string => hash('sha256', bytes, 'hex')

/** Batches come from the reading thread as JSON text, so that no large value is built in this process. */
async function insertRows(tx: Transaction, versionId: string, { rows }: ReadRows): Promise<void> {
  for (const batch of rows.operationBatches) {
    await tx.$executeRaw`
      INSERT INTO api_operation
        (id, "apiVersionId", key, method, path, summary, tags, "isDeprecated", position, definition, schemas)
      SELECT id, ${versionId}, key, method, path, summary,
        ARRAY(SELECT json_array_elements_text(tags)), "isDeprecated", position, definition, schemas
      FROM json_to_recordset(${batch}::json) AS operation(
        id text, key text, method text, path text, summary text, tags json, "isDeprecated" boolean, position int,
        definition json, schemas json)`
  }
  for (const batch of rows.schemaBatches) {
    await tx.$executeRaw`
      INSERT INTO api_schema (id, "apiVersionId", name, definition)
      SELECT id, ${versionId}, name, definition
      FROM json_to_recordset(${batch}::json) AS schema(id text, name text, definition json)`
  }
}

/** Writes a version with its operations and schemas, and makes it the API's current one. Returns its id. */
export async function insertVersion(tx: Transaction, actor: Actor, version: NewVersion): Promise<string> {
  const { apiId, number, input, read } = version
  const { version: facts, operationCount, differences } = read.rows
  const id = newId('ver')
  await tx.apiVersion.create({
    data: {
      id,
      apiId,
      number,
      original: input.bytes,
      originalSha256: sha256Of(input.bytes),
      sizeBytes: input.bytes.byteLength,
      source: input.source,
      ...facts,
      securitySchemes: facts.securitySchemes,
      problems: read.problems,
      operationCount,
      ...(differences && { differences }),
      createdById: actor.userId || null,
    },
  })
  await insertRows(tx, id, read)
  await tx.api.update({ where: { id: apiId }, data: { currentVersionId: id } })
  return id
}
