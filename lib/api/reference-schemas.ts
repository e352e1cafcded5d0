import { referencesIn } from './document/references.ts'
import { findSchemas } from './reference-queries.ts'
import type { Json, JsonObject } from './schema/json.ts'
import { schemaNameOf } from './schema/schema-name.ts'

/** Schemas by the references that lead to them. */
export type SchemaMap = Record<string, JsonObject>

const LENGTH_MAX = 400_000

const referencesOf = (value: Json, isSchema: boolean): string[] =>
  referencesIn(value, isSchema)
    .filter((reference) => reference.isSchema)
    .map(({ holder }) => holder.$ref)

async function find(apiVersionId: string, references: string[]): Promise<SchemaMap> {
  const found = await findSchemas(apiVersionId, references.map(schemaNameOf))
  return Object.fromEntries(
    references.flatMap((reference) => {
      const schema = found.get(schemaNameOf(reference))
      return schema === undefined ? [] : [[reference, schema]]
    }),
  )
}

/**
 * The schemas that a part of a document leads to, `levels` references deep, as far as 400,000 characters go. `known` are
 * those at hand; the rest is read, one query a level.
 */
export async function reachSchemas(
  apiVersionId: string,
  part: { value: Json; isSchema: boolean },
  { known = {}, levels }: { known?: SchemaMap; levels: number },
): Promise<SchemaMap> {
  const reached: SchemaMap = {}
  let length = 0
  let next = referencesOf(part.value, part.isSchema)
  for (let level = 0; level < levels && next.length > 0 && length < LENGTH_MAX; level++) {
    const wanted = [...new Set(next)].filter((reference) => !(reference in reached))
    const missing = wanted.filter((reference) => !(reference in known))
    const found = { ...known, ...(await find(apiVersionId, missing)) }
    next = []
    for (const reference of wanted) {
      const schema = found[reference]
      if (schema === undefined) continue
      reached[reference] = schema
      length += JSON.stringify(schema).length
      next.push(...referencesOf(schema, true))
    }
  }
  return reached
}
