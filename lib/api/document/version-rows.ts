import { newId } from '#lib/core/id.ts'
import type { VersionDifferences } from '../schema.ts'
import { type ComparedVersion, differencesOf } from './differences.ts'
import type { ReadDocument } from './read-document.ts'

/** Schemas that stand with every operation together; a small document keeps them whole, a large one the nearest. */
const CLOSURES_LENGTH_MAX = 8 * 1024 * 1024
const CLOSURE_LENGTH = { min: 2 * 1024, max: 64 * 1024 }
const BATCH_LENGTH_MAX = 2 * 1024 * 1024

/** What a version's rows hold. Batches are texts of JSON arrays: they go to the database as they are. */
export type VersionRows = {
  version: Omit<ReadDocument, 'operations' | 'schemas'>
  operationCount: number
  operationBatches: string[]
  schemaBatches: string[]
  differences: VersionDifferences | null
}

function batched(rows: Iterable<string>): string[] {
  const batches: string[] = []
  let batch: string[] = []
  let length = 0
  const close = () => {
    if (batch.length > 0) batches.push(`[${batch.join(',')}]`)
    batch = []
    length = 0
  }
  for (const row of rows) {
    if (length + row.length > BATCH_LENGTH_MAX) close()
    batch.push(row)
    length += row.length
  }
  close()
  return batches
}

function* operationRows(document: ReadDocument, seeds: Set<string>): Generator<string> {
  const share = Math.floor(CLOSURES_LENGTH_MAX / Math.max(1, document.operations.length))
  const lengthMax = Math.min(CLOSURE_LENGTH.max, Math.max(CLOSURE_LENGTH.min, share))
  for (const [position, operation] of document.operations.entries()) {
    const references = document.schemas.referencesOf(operation.definition, false)
    for (const reference of references) seeds.add(reference)
    const row = JSON.stringify({ id: newId('op'), position, ...operation })
    yield `${row.slice(0, -1)},"schemas":${document.schemas.closureText(references, lengthMax)}}`
  }
}

function* schemaRows(document: ReadDocument, seeds: Set<string>): Generator<string> {
  for (const [name, schema] of document.schemas.all(seeds)) {
    yield `{"id":"${newId('sch')}","name":${JSON.stringify(name)},"definition":${schema.text}}`
  }
}

function compared(document: ReadDocument, seeds: Set<string>): ComparedVersion {
  const schemas = [...document.schemas.all(seeds)].map(([name, schema]) => [name, schema.value])
  return { operations: document.operations, schemas: Object.fromEntries(schemas) }
}

/** Turns what was read into rows, and compares it with the version before, if there is one. */
export function versionRows(document: ReadDocument, previous: ComparedVersion | null): VersionRows {
  const seeds = new Set<string>()
  const { operations, schemas: _schemas, ...version } = document
  const operationBatches = batched(operationRows(document, seeds))
  return {
    version,
    operationCount: operations.length,
    operationBatches,
    schemaBatches: batched(schemaRows(document, seeds)),
    differences: previous && differencesOf(previous, compared(document, seeds)),
  }
}
