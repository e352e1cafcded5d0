import type { RouteOperation } from '#gateway-sync/contract/index.ts'

interface Node {
  literal: Map<string, Node>
  /** The child for a segment with a parameter, e.g. `{accountId}` or `{id}.json`. */
  parameter: Node | null
  operations: Map<string, string> | null
}

const REMEMBERED_MAX = 2_000
const newNode = (): Node => ({ literal: new Map(), parameter: null, operations: null })

/**
 * Finds the operation of a request by OpenAPI path templates: literal segments win over parameters. Answers for paths
 * that were seen before come from memory; that memory is bounded, so that random paths cannot fill it.
 */
export class OperationMatcher {
  readonly #root = newNode()
  readonly #remembered = new Map<string, string>()
  readonly #isEmpty: boolean

  constructor(operations: readonly RouteOperation[]) {
    this.#isEmpty = operations.length === 0
    for (const { id, method, path } of operations) {
      let node = this.#root
      for (const segment of path.split('/').filter(Boolean)) {
        if (segment.includes('{')) node = node.parameter ??= newNode()
        else {
          const next = node.literal.get(segment) ?? newNode()
          node.literal.set(segment, next)
          node = next
        }
      }
      node.operations ??= new Map()
      node.operations.set(method.toUpperCase(), id)
    }
  }

  /** The operation's id, or an empty string. `path` is relative to the route and without a query. */
  match(method: string, path: string): string {
    if (this.#isEmpty) return ''
    const key = `${method} ${path}`
    const remembered = this.#remembered.get(key)
    if (remembered !== undefined) return remembered
    const found = find(this.#root, path.split('/').filter(Boolean), 0, method) ?? ''
    if (this.#remembered.size >= REMEMBERED_MAX) this.#remembered.clear()
    this.#remembered.set(key, found)
    return found
  }
}

function find(node: Node, segments: string[], at: number, method: string): string | undefined {
  if (at === segments.length) return node.operations?.get(method)
  const literal = node.literal.get(segments[at]!)
  const found = literal && find(literal, segments, at + 1, method)
  if (found !== undefined || node.parameter === null) return found
  return find(node.parameter, segments, at + 1, method)
}
