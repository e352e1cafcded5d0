import { isObject, type Json, type JsonObject } from '../schema/json.ts'
import { COMPONENT_SCHEMA, schemaNameOf } from '../schema/schema-name.ts'
import { valueAt } from './pointer.ts'
import { referencesIn } from './references.ts'

/** References of a discriminator's mapping, which may be bare names. */
function mappingReferences(value: Json): string[] {
  const found: string[] = []
  const todo: Json[] = [value]
  for (let at = todo.pop(); at !== undefined; at = todo.pop()) {
    if (typeof at !== 'object' || at === null) continue
    const mapping = isObject(at) && isObject(at.discriminator) ? at.discriminator.mapping : undefined
    if (isObject(mapping)) {
      for (const target of Object.values(mapping)) {
        if (typeof target === 'string')
          found.push(target.startsWith('#') ? target : COMPONENT_SCHEMA + target)
      }
    }
    todo.push(...Object.values(at))
  }
  return found
}

/** A schema with its JSON text and the references in it, worked out once. */
export type KnownSchema = { value: Json; text: string; references: string[] }

/** Looks schemas up by reference and remembers what was worked out. */
export class SchemaBook {
  readonly #root: JsonObject
  readonly #known = new Map<string, KnownSchema | null>()

  constructor(root: JsonObject) {
    this.#root = root
  }

  /** Schemas that a part of the document refers to directly. */
  referencesOf(value: Json, isSchema: boolean): string[] {
    const direct = referencesIn(value, isSchema).filter((reference) => reference.isSchema)
    return [...new Set([...direct.map(({ holder }) => holder.$ref), ...mappingReferences(value)])]
  }

  find(reference: string): KnownSchema | null {
    let known = this.#known.get(reference)
    if (known === undefined) {
      const value = valueAt(this.#root, reference)
      known =
        value === undefined
          ? null
          : { value, text: JSON.stringify(value), references: this.referencesOf(value, true) }
      this.#known.set(reference, known)
    }
    return known
  }

  /**
   * JSON text of `{reference: schema}` for what `seeds` lead to, nearest first, until `lengthMax` characters are full. What
   * does not fit is read by name when it is shown.
   */
  closureText(seeds: string[], lengthMax: number): string {
    const parts: string[] = []
    const queue = [...seeds]
    const seen = new Set(queue)
    let length = 0
    for (let reference = queue.shift(); reference !== undefined; reference = queue.shift()) {
      const schema = this.find(reference)
      if (!schema) continue
      length += reference.length + schema.text.length + 4
      if (length > lengthMax) break
      parts.push(`${JSON.stringify(reference)}:${schema.text}`)
      for (const next of schema.references) {
        if (seen.has(next)) continue
        seen.add(next)
        queue.push(next)
      }
    }
    return `{${parts.join(',')}}`
  }

  /** Every schema that can be reached from `seeds` or is named in the components, by the name it is kept under. */
  all(seeds: Iterable<string>): Map<string, KnownSchema> {
    const named =
      isObject(this.#root.components) && isObject(this.#root.components.schemas)
        ? this.#root.components.schemas
        : {}
    const queue = [...Object.keys(named).map((name) => COMPONENT_SCHEMA + encodeName(name)), ...seeds]
    const found = new Map<string, KnownSchema>()
    const seen = new Set<string>()
    for (let reference = queue.pop(); reference !== undefined; reference = queue.pop()) {
      if (seen.has(reference)) continue
      seen.add(reference)
      const schema = this.find(reference)
      if (!schema) continue
      found.set(schemaNameOf(reference), schema)
      queue.push(...schema.references)
    }
    return found
  }
}

const encodeName = (name: string): string =>
  encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'))
