import type { Json, JsonObject } from '../schema/json.ts'
import { schemaNameOf } from '../schema/schema-name.ts'
import { referencesIn } from './references.ts'

/** JSON with sorted members: two values are the same when their texts are. */
export function canonical(value: Json): string {
  return JSON.stringify(value, (_, member: Json) =>
    member && typeof member === 'object' && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  )
}

const namesIn = (value: Json, isSchema: boolean): string[] =>
  referencesIn(value, isSchema)
    .filter((reference) => reference.isSchema)
    .map(({ holder }) => schemaNameOf(holder.$ref))

/** A version's schemas by name, and which lead to which. */
export class SchemaGraph {
  readonly #schemas: Record<string, Json>
  readonly #next = new Map<string, string[]>()

  constructor(schemas: Record<string, Json>) {
    this.#schemas = schemas
  }

  get names(): string[] {
    return Object.keys(this.#schemas)
  }

  get(name: string): Json | undefined {
    return this.#schemas[name]
  }

  /** Follows references to the schema itself. */
  resolve(value: Json | undefined): Json | undefined {
    let at = value
    for (let hop = 0; hop < 20; hop++) {
      const reference = (at as JsonObject | undefined)?.$ref
      if (typeof reference !== 'string') return at
      at = this.#schemas[schemaNameOf(reference)]
    }
    return at
  }

  /** Names of all schemas that an operation leads to. */
  reachedFrom(definition: JsonObject): Set<string> {
    const reached = new Set(namesIn(definition, false))
    for (const name of reached) {
      for (const next of this.#nextOf(name)) reached.add(next)
    }
    return reached
  }

  #nextOf(name: string): string[] {
    let next = this.#next.get(name)
    if (!next) {
      const schema = this.#schemas[name]
      next = schema === undefined ? [] : namesIn(schema, true)
      this.#next.set(name, next)
    }
    return next
  }
}
