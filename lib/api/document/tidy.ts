import type { Json, JsonObject } from '../schema/json.ts'
import { LIMITS } from './limits.ts'
import { type Place, pointerOf } from './pointer.ts'
import type { ProblemList } from './problem-list.ts'

class TooMuch extends Error {}

type Walk = { nodeCount: number; problems: ProblemList }

/** Text that PostgreSQL can store: it has neither NUL nor half of a surrogate pair. */
const storable = (text: string): string => text.toWellFormed().replaceAll('\u0000', '\ufffd')

function refuse(walk: Walk, place: Place, message: string): never {
  walk.problems.error(pointerOf(place), message)
  throw new TooMuch()
}

function tidyObject(value: object, place: Place, depth: number, walk: Walk): JsonObject {
  const tidy: JsonObject = {}
  for (const [key, member] of Object.entries(value)) {
    if (key === '__proto__') {
      walk.problems.warning(
        pointerOf({ parent: place, key }),
        'A member cannot be called __proto__; it is left out.',
      )
      continue
    }
    tidy[storable(key)] = tidyValue(member, { parent: place, key }, depth + 1, walk)
  }
  return tidy
}

function tidyValue(value: unknown, place: Place, depth: number, walk: Walk): Json {
  if (depth > LIMITS.depthMax) refuse(walk, place, `It is nested more than ${LIMITS.depthMax} levels deep.`)
  walk.nodeCount++
  if (walk.nodeCount > LIMITS.nodesMax) {
    refuse(walk, place, `It has more than ${LIMITS.nodesMax} values once its YAML aliases are expanded.`)
  }
  if (typeof value === 'string') return storable(value)
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value === 'boolean' || value === null || value === undefined) return value ?? null
  if (typeof value !== 'object') return String(value)
  if (Array.isArray(value)) {
    return value.map((item, index) => tidyValue(item, { parent: place, key: index }, depth + 1, walk))
  }
  return tidyObject(value, place, depth, walk)
}

/**
 * A plain tree of what a parser gave: aliases are expanded, sizes and depth are bounded, texts can be stored. Null when
 * a bound is passed; the problem says which and where.
 */
export function tidied(value: unknown, problems: ProblemList): Json | null {
  try {
    return tidyValue(value, null, 0, { nodeCount: 0, problems })
  } catch (error) {
    if (error instanceof TooMuch) return null
    throw error
  }
}
