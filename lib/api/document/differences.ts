import type { Json, JsonObject } from '../schema/json.ts'
import type { OperationName, VersionDifferences } from '../schema.ts'
import { breakingNotes } from './breaking.ts'
import { canonical, SchemaGraph } from './schema-graph.ts'

/** An operation of either version, with what is needed to compare it. */
export type ComparedOperation = OperationName & { definition: JsonObject }
/** A whole version: operations and all schemas by the name they are kept under. */
export type ComparedVersion = { operations: ComparedOperation[]; schemas: Record<string, Json> }

const placeOf = (operation: OperationName): string =>
  `${operation.method} ${operation.path.replace(/\{[^{}]+\}/g, '{}')}`
const nameOf = ({ key, method, path }: OperationName): OperationName => ({ key, method, path })

function changedSchemas(before: SchemaGraph, after: SchemaGraph): Set<string> {
  const textOf = (graph: SchemaGraph, name: string) => canonical(graph.get(name) ?? null)
  return new Set(
    [...before.names, ...after.names].filter((name) => textOf(before, name) !== textOf(after, name)),
  )
}

class Comparison {
  readonly #before: SchemaGraph
  readonly #after: SchemaGraph
  readonly #changed: Set<string>

  constructor(before: ComparedVersion, after: ComparedVersion) {
    this.#before = new SchemaGraph(before.schemas)
    this.#after = new SchemaGraph(after.schemas)
    this.#changed = changedSchemas(this.#before, this.#after)
  }

  /** Null when a caller can see no change. */
  compare(before: JsonObject, after: JsonObject): { isBreaking: boolean; notes: string[] } | null {
    const isSame = canonical(before) === canonical(after)
    const schemas = this.#changedAmong(before, after)
    if (isSame && schemas.length === 0) return null
    const breaking = breakingNotes(
      { definition: before, graph: this.#before },
      { definition: after, graph: this.#after },
    )
    const notes = [...breaking]
    if (!isSame) notes.push('Its description, parameters or answers changed.')
    if (schemas.length > 0) notes.push(`Schemas changed: ${listed(schemas)}.`)
    return { isBreaking: breaking.length > 0, notes }
  }

  #changedAmong(before: JsonObject, after: JsonObject): string[] {
    if (this.#changed.size === 0) return []
    const reached = this.#before.reachedFrom(before).union(this.#after.reachedFrom(after))
    return [...reached.intersection(this.#changed)]
  }
}

function listed(names: string[]): string {
  const shown = names.slice(0, 5).map((name) => name.replace(/^#.*\//, ''))
  return shown.join(', ') + (names.length > 5 ? ` and ${names.length - 5} more` : '')
}

/** What a version changed against the one before. An operation is the same when method and path are, whatever its parameters are called. */
export function differencesOf(before: ComparedVersion, after: ComparedVersion): VersionDifferences {
  const comparison = new Comparison(before, after)
  const old = new Map(before.operations.map((operation) => [placeOf(operation), operation]))
  const differences: VersionDifferences = { added: [], removed: [], changed: [] }
  for (const operation of after.operations) {
    const previous = old.get(placeOf(operation))
    old.delete(placeOf(operation))
    if (!previous) {
      differences.added.push(nameOf(operation))
      continue
    }
    const change = comparison.compare(previous.definition, operation.definition)
    if (change) differences.changed.push({ ...nameOf(operation), ...change })
  }
  differences.removed = [...old.values()].map(nameOf)
  return differences
}
