import type { Method, Operation } from './operation.ts'

type Segment = { literal: string } | { parameter: string }
type Route = { segments: Segment[]; methods: Map<string, Operation> }

export type Match =
  | { kind: 'found'; operation: Operation; params: Record<string, string> }
  | { kind: 'wrong_method'; allow: string[] }
  | { kind: 'unknown' }

const PARAMETER = /^\{(\w+)\}$/
const PARAMETER_LENGTH_MAX = 200

const segmentsOf = (path: string): Segment[] =>
  path
    .split('/')
    .slice(1)
    .map((text) => {
      const parameter = PARAMETER.exec(text)?.[1]
      return parameter ? { parameter } : { literal: text }
    })

/** Literals before parameters, so that `/apis/import` is never read as an id. */
const isLiteralFirst = (a: Route, b: Route): number => {
  const index = a.segments.findIndex(
    (segment, i) => 'literal' in segment !== 'literal' in (b.segments[i] ?? {}),
  )
  if (index < 0) return 0
  return 'literal' in a.segments[index]! ? -1 : 1
}

function decoded(path: string): string[] | null {
  try {
    return path.split('/').slice(1).map(decodeURIComponent)
  } catch {
    return null
  }
}

function paramsOf(route: Route, parts: string[]): Record<string, string> | null {
  if (route.segments.length !== parts.length) return null
  const params: Record<string, string> = {}
  for (const [i, segment] of route.segments.entries()) {
    const part = parts[i]!
    if ('literal' in segment) {
      if (segment.literal !== part) return null
    } else if (part === '' || part.length > PARAMETER_LENGTH_MAX || part.includes('\0')) return null
    else params[segment.parameter] = part
  }
  return params
}

/** Compiles the declarations. Throws when two of them have the same method and path, or the same id. */
export function createRouter(operations: Operation[]): (method: string, path: string) => Match {
  const routes = new Map<string, Route>()
  const ids = new Set<string>()
  for (const operation of operations) {
    const shape = operation.path.replaceAll(/\{\w+\}/g, '{}')
    const route = routes.get(shape) ?? { segments: segmentsOf(operation.path), methods: new Map() }
    if (route.methods.has(operation.method) || ids.has(operation.id))
      throw new Error(`Declared twice: ${operation.id}, ${operation.method} ${operation.path}`)
    route.methods.set(operation.method, operation)
    routes.set(shape, route)
    ids.add(operation.id)
  }
  const ordered = [...routes.values()].sort(isLiteralFirst)

  return (method, path) => {
    const parts = decoded(path)
    for (const route of parts ? ordered : []) {
      if (!paramsOf(route, parts!)) continue
      const operation = route.methods.get(method as Method)
      if (!operation) return { kind: 'wrong_method', allow: [...route.methods.keys()].sort() }
      return { kind: 'found', operation, params: namedParams(operation, parts!) }
    }
    return { kind: 'unknown' }
  }
}

/** Operations of one path may name its parameters differently: each gets its own names. */
const namedParams = (operation: Operation, parts: string[]): Record<string, string> =>
  paramsOf({ segments: segmentsOf(operation.path), methods: new Map() }, parts) ?? {}
