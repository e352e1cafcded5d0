import { cache } from 'react'
import { getOperation } from '#lib/api/reference-queries.ts'
import { reachSchemas } from '#lib/api/reference-schemas.ts'
import { AppError } from '#lib/core/errors.ts'

/** Levels of references that stand in the page; deeper schemas are drawn when they are opened. */
const LEVELS = 3

/** The operation with the schemas its page shows, or null; read once a request. */
export const shownOperation = cache(async (versionId: string, encodedKey: string) => {
  const operation = await getOperation(versionId, decodeURIComponent(encodedKey)).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'not_found') return null
    throw error
  })
  if (!operation) return null
  const part = { value: operation.definition, isSchema: false }
  return {
    operation,
    schemas: await reachSchemas(versionId, part, { known: operation.schemas, levels: LEVELS }),
  }
})
