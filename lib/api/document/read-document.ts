import { upgradeFromTwoToThree } from '@scalar/openapi-upgrader/2.0-to-3.0'
import { type JsonObject, objectAt, textAt } from '../schema/json.ts'
import type { ApiServer, ApiTag, DocumentProblem } from '../schema.ts'
import { checkReferences } from './check-references.ts'
import { checkStructure } from './check-structure.ts'
import { followed } from './expand-operation.ts'
import { inlineExternal } from './inline-external.ts'
import { loadExternal } from './load-external.ts'
import { type ReadOperation, readOperations } from './operations.ts'
import { decodeText, parseText, type Syntax } from './parse-text.ts'
import { withPositions } from './positions.ts'
import { ProblemList } from './problem-list.ts'
import { SchemaBook } from './schema-closure.ts'
import { readServers, readTags } from './servers.ts'
import { type Specification, specificationOf } from './specification.ts'

/** All that was read out of a document. `root` is OpenAPI 3 with every reference local. */
export type ReadDocument = {
  syntax: Syntax
  specification: string
  title: string
  documentVersion: string
  description: string
  servers: ApiServer[]
  tags: ApiTag[]
  securitySchemes: JsonObject
  operations: ReadOperation[]
  schemas: SchemaBook
}

export type ReadResult = { document: ReadDocument | null; problems: DocumentProblem[] }

type Source = {
  text: string
  syntax: Syntax
  root: JsonObject
  specification: Specification
  base: string | null
}

/** Checks, then makes every reference local and the document OpenAPI 3. Null when there are errors. */
async function completed(source: Source, problems: ProblemList): Promise<JsonObject | null> {
  const { root, specification, base } = source
  checkStructure(root, specification.kind, problems)
  const external = checkReferences(root, base, problems)
  if (problems.hasErrors) return null
  const documents = await loadExternal(root, specification.kind, base)
  inlineExternal(root, specification.kind, base, external, documents, problems)
  if (problems.hasErrors) return null
  return specification.kind === '2.0' ? (upgradeFromTwoToThree(root) as JsonObject) : root
}

function securitySchemesOf(root: JsonObject): JsonObject {
  const schemes = objectAt(root.components, 'securitySchemes')
  return Object.fromEntries(Object.entries(schemes).map(([name, scheme]) => [name, followed(root, scheme)]))
}

function extract(
  source: Source,
  root: JsonObject,
  servers: ApiServer[],
  problems: ProblemList,
): ReadDocument {
  const operations = readOperations(root, problems)
  return {
    syntax: source.syntax,
    specification: source.specification.written,
    title: textAt(root.info, 'title') || 'Untitled',
    documentVersion: textAt(root.info, 'version'),
    description: textAt(root.info, 'description'),
    servers: servers.length > 0 ? servers : readServers(root, source.base),
    tags: readTags(root, operations),
    securitySchemes: securitySchemesOf(root),
    operations,
    schemas: new SchemaBook(root),
  }
}

/**
 * Reads an OpenAPI 2.0, 3.0, 3.1 or 3.2 document in JSON or YAML. `base` is the address it came from, for relative
 * references. Never throws for what a document holds: `document` is null when `problems` has an error.
 */
export async function readDocument(bytes: Uint8Array, base: string | null): Promise<ReadResult> {
  const problems = new ProblemList()
  const text = decodeText(bytes, problems)
  const parsed = text === null ? null : parseText(text, problems)
  const specification = parsed && specificationOf(parsed.value, problems)
  if (text === null || !parsed || !specification)
    return { document: null, problems: withPositions(text ?? '', problems.list()) }
  const root = parsed.value as JsonObject
  const source: Source = { text, syntax: parsed.syntax, root, specification, base }
  // Read before the parser, which completes relative servers without their port.
  const servers = readServers(root, base)
  const complete = await completed(source, problems)
  const document = complete && extract(source, complete, servers, problems)
  return { document: problems.hasErrors ? null : document, problems: withPositions(text, problems.list()) }
}
