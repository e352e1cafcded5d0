import { isObject, type Json, type JsonObject, listAt, objectAt } from '#lib/api/schema/json.ts'
import { flattened, type Schemas } from './schema-view.ts'

/** A body that is sent has no read-only members, one that is received no write-only ones. */
export type Direction = 'request' | 'response'

/** Objects within objects; a reader sees the rest in the schema. */
const DEPTH_MAX = 3
const NODES_MAX = 80

const BY_FORMAT: Record<string, string> = {
  date: '2026-11-21',
  'date-time': '2026-11-21T09:30:00Z',
  time: '09:30:00Z',
  duration: 'P1D',
  email: 'name@example.com',
  hostname: 'api.example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uri: 'https://example.com',
  url: 'https://example.com',
  uuid: '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
  byte: 'R2F0ZWhvdXNl',
  binary: '…',
  password: '••••••••',
}

type Walk = { schemas: Schemas; direction: Direction; nodeCount: number }

function given(schema: JsonObject): Json | undefined {
  if (schema.example !== undefined) return schema.example
  const [first] = listAt(schema, 'examples')
  if (first !== undefined) return first
  if (schema.const !== undefined) return schema.const
  if (schema.default !== undefined && schema.default !== null) return schema.default
  return listAt(schema, 'enum')[0]
}

function numberOf(schema: JsonObject): number {
  const low = typeof schema.exclusiveMinimum === 'number' ? schema.exclusiveMinimum + 1 : schema.minimum
  if (typeof low === 'number' && low > 0) return low
  return typeof schema.maximum === 'number' && schema.maximum < 1 ? schema.maximum : 1
}

function objectOf(schema: JsonObject, walk: Walk, path: string[]): JsonObject {
  const example: JsonObject = {}
  for (const [name, property] of Object.entries(objectAt(schema, 'properties'))) {
    const facts = flattened(property, walk.schemas).schema
    if (walk.direction === 'request' ? facts.readOnly === true : facts.writeOnly === true) continue
    const value = exampleValue(property, walk, path)
    if (value !== undefined) example[name] = value
  }
  if (Object.keys(example).length === 0 && isObject(schema.additionalProperties)) {
    const value = exampleValue(schema.additionalProperties, walk, path)
    if (value !== undefined) example.name = value
  }
  return example
}

function byType(schema: JsonObject, walk: Walk, path: string[]): Json | undefined {
  const [type] = [schema.type ?? (schema.properties || schema.additionalProperties ? 'object' : [])].flat()
  if (path.length > DEPTH_MAX && (type === 'object' || type === 'array')) return undefined
  if (type === 'object') return objectOf(schema, walk, path)
  if (type === 'array') {
    const item = schema.items === undefined ? undefined : exampleValue(schema.items, walk, path)
    return item === undefined ? [] : [item]
  }
  if (type === 'integer' || type === 'number') return numberOf(schema)
  if (type === 'boolean') return true
  if (type === 'null') return null
  if (type === 'string') return BY_FORMAT[String(schema.format)] ?? 'string'
  return undefined
}

/** Undefined where a schema leads back into itself: the member is left out there. */
function exampleValue(value: Json, walk: Walk, path: string[]): Json | undefined {
  if (++walk.nodeCount > NODES_MAX || path.length > 2 * DEPTH_MAX) return undefined
  const { schema, reference } = flattened(value, walk.schemas)
  if (reference && path.includes(reference)) return undefined
  const inner = [...path, reference ?? '']
  const ready = given(schema)
  if (ready !== undefined) return ready
  const [option] = [...listAt(schema, 'oneOf'), ...listAt(schema, 'anyOf')]
  if (option === undefined) return byType(schema, walk, inner)
  const chosen = exampleValue(option, walk, inner)
  const own = isObject(schema.properties) ? objectOf(schema, walk, inner) : {}
  return isObject(chosen) ? { ...own, ...chosen } : chosen
}

/** An example made of a schema: its own examples where it has some, else values of the right type and format. */
export function exampleOf(schema: Json, schemas: Schemas, direction: Direction): Json | undefined {
  return exampleValue(schema, { schemas, direction, nodeCount: 0 }, [])
}
