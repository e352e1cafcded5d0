import { isMap, isNode, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import type { DocumentProblem } from '../schema.ts'
import { LIMITS } from './limits.ts'
import { keysOf } from './pointer.ts'

/** Offset of the key (or the item) that a pointer names; of the deepest part that exists when it does not. */
function offsetOf(root: Node | null, pointer: string): number {
  let at: unknown = root
  let offset = root?.range?.[0] ?? 0
  for (const key of keysOf(pointer)) {
    if (isMap(at)) {
      const pair = at.items.find((item) => String(isNode(item.key) ? item.key.toJSON() : item.key) === key)
      if (!pair) break
      if (isNode(pair.key)) offset = pair.key.range?.[0] ?? offset
      at = pair.value
    } else if (isSeq(at)) {
      at = at.items[Number(key)]
      if (!isNode(at)) break
      offset = at.range?.[0] ?? offset
    } else break
  }
  return offset
}

/**
 * The same problems with line and column (from 1), read from the text again: JSON is YAML, so one reader serves both. Costs
 * nothing when there is nothing to place.
 */
export function withPositions(text: string, problems: DocumentProblem[]): DocumentProblem[] {
  const open = problems.some((problem) => problem.line === undefined)
  if (!open || text.length > LIMITS.positionsSizeBytesMax) return problems
  const lineCounter = new LineCounter()
  const document = parseDocument(text, { lineCounter, merge: true, prettyErrors: false, logLevel: 'silent' })
  if (document.errors.length > 0) return problems
  return problems.map((problem) => {
    if (problem.line !== undefined) return problem
    const { line, col } = lineCounter.linePos(offsetOf(document.contents, problem.pointer))
    return { ...problem, line, column: col }
  })
}
