import type { SchemaMap } from './reference-schemas.ts'
import { isObject, type Json, type JsonObject } from './schema/json.ts'
import { COMPONENT_SCHEMA, schemaTitleOf } from './schema/schema-name.ts'

export type MiniDocumentInput = {
  title: string
  /** As the imported document says it; 2.0 was converted to 3.0. */
  specification: string
  serverUrl: string
  operation: { method: string; path: string; definition: JsonObject }
  schemas: SchemaMap
}

/** A component name for each reference, as the specification allows them. */
function namesOf(references: string[]): Map<string, string> {
  const names = new Map<string, string>()
  const taken = new Set<string>()
  for (const reference of references) {
    const base = schemaTitleOf(reference).replace(/[^A-Za-z0-9._-]+/g, '_')
    let name = base
    for (let count = 2; taken.has(name); count++) name = `${base}_${count}`
    taken.add(name)
    names.set(reference, name)
  }
  return names
}

/** The same value with every reference to a schema under its new name; schemas that are not at hand stand as "anything". */
function renamed(value: Json, names: Map<string, string>): Json {
  if (Array.isArray(value)) return value.map((item) => renamed(item, names))
  if (!isObject(value)) return value
  if (typeof value.$ref === 'string') {
    const name = names.get(value.$ref)
    const { $ref, ...siblings } = value
    return name
      ? { $ref: COMPONENT_SCHEMA + name }
      : { description: `See ${schemaTitleOf($ref as string)}.`, ...siblings }
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'discriminator')
      .map(([key, member]) => [key, renamed(member, names)]),
  )
}

/**
 * An OpenAPI document of one operation, to be tried at `serverUrl`. Security is left out: the key is put in by whoever
 * sends the request.
 */
export function miniDocument({
  title,
  specification,
  serverUrl,
  operation,
  schemas,
}: MiniDocumentInput): JsonObject {
  const names = namesOf(Object.keys(schemas))
  const { security: _security, tags: _tags, ...definition } = operation.definition
  const components = Object.entries(schemas).map(([reference, schema]) => [
    names.get(reference)!,
    renamed(schema, names),
  ])
  return {
    openapi: specification.startsWith('3.1') || specification.startsWith('3.2') ? '3.1.0' : '3.0.3',
    info: { title, version: '1' },
    servers: [{ url: serverUrl }],
    paths: { [operation.path]: { [operation.method.toLowerCase()]: renamed(definition, names) } },
    components: { schemas: Object.fromEntries(components) },
  }
}
