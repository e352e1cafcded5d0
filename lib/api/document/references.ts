import { isObject, type Json, type JsonObject } from '../schema/json.ts'
import type { Place } from './pointer.ts'

/** One `{"$ref": …}` in a document. */
export type Reference = { holder: JsonObject & { $ref: string }; place: Place; isSchema: boolean }

/** Members whose keys are names that the author chose, so that `default` or `example` among them mean nothing special. */
const NAME_MAPS = new Set(
  (
    'properties patternProperties definitions $defs dependentSchemas schemas responses parameters headers ' +
    'requestBodies securitySchemes links callbacks pathItems content encoding paths webhooks mediaTypes'
  ).split(' '),
)
const SCHEMA_MAPS = new Set(['schemas', 'definitions'])
/** Members that hold data, in which `$ref` is a word like any other. */
const LITERALS = new Set(['example', 'default', 'enum', 'const'])

type Step = { value: Json; place: Place; isSchema: boolean; isNameMap: boolean }

function childOf(step: Step, key: string, value: Json): Step | null {
  const place: Place = { parent: step.place, key }
  if (step.isNameMap) return { value, place, isSchema: step.isSchema, isNameMap: false }
  if (LITERALS.has(key) || key.startsWith('x-')) return null
  if (key === 'examples' && (step.isSchema || !isObject(value))) return null
  const isNameMap = NAME_MAPS.has(key) && !Array.isArray(value)
  const isSchema =
    step.isSchema || key === 'schema' || key === 'itemSchema' || (isNameMap && SCHEMA_MAPS.has(key))
  return { value, place, isSchema, isNameMap }
}

/** Named examples: only a reference to one counts, what they hold is data. */
function pushExamples(step: Step, examples: JsonObject, todo: Step[]): void {
  for (const [key, value] of Object.entries(examples)) {
    if (!isObject(value) || typeof value.$ref !== 'string') continue
    const place: Place = { parent: { parent: step.place, key: 'examples' }, key }
    todo.push({ value, place, isSchema: false, isNameMap: false })
  }
}

function pushChildren(step: Step, todo: Step[]): void {
  if (Array.isArray(step.value)) {
    step.value.forEach((value, index) => {
      todo.push({
        value,
        place: { parent: step.place, key: index },
        isSchema: step.isSchema,
        isNameMap: false,
      })
    })
    return
  }
  for (const [key, value] of Object.entries(step.value as JsonObject)) {
    if (typeof value !== 'object' || value === null) continue
    if (key === 'examples' && !step.isNameMap && !step.isSchema && isObject(value)) {
      pushExamples(step, value, todo)
      continue
    }
    const child = childOf(step, key, value)
    if (child) todo.push(child)
  }
}

/**
 * Every reference in a part of a document, data (examples, defaults, extensions) left out. `isSchema` says that the part
 * itself is a schema.
 */
export function referencesIn(value: Json, isSchema = false): Reference[] {
  const found: Reference[] = []
  const todo: Step[] = [{ value, place: null, isSchema, isNameMap: false }]
  for (let step = todo.pop(); step; step = todo.pop()) {
    if (typeof step.value !== 'object' || step.value === null) continue
    if (!step.isNameMap && isObject(step.value) && typeof step.value.$ref === 'string') {
      found.push({ holder: step.value as Reference['holder'], place: step.place, isSchema: step.isSchema })
    }
    pushChildren(step, todo)
  }
  return found.reverse()
}
