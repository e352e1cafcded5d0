import { LineCounter, parseDocument } from 'yaml'
import type { Json } from './json.ts'
import { LIMITS } from './limits.ts'
import type { ProblemList } from './problem-list.ts'
import { tidied } from './tidy.ts'

export type Syntax = 'json' | 'yaml'
export type ParsedText = { value: Json; syntax: Syntax }

/** A text that begins like JSON and is not is read as YAML (of which JSON is a part) when it is no larger than this. */
const SECOND_CHANCE_LENGTH_MAX = 1024 * 1024

/** UTF-8 without a byte order mark; null with a problem for anything else. */
export function decodeText(bytes: Uint8Array, problems: ProblemList): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    problems.errorAt(1, 1, 'The document is not UTF-8 text.')
    return null
  }
}

/** V8 says where JSON ends to make sense: `… at position 17 (line 2 column 5)`. */
function reportJsonError(text: string, error: unknown, problems: ProblemList): void {
  const message = error instanceof Error ? error.message : String(error)
  const place = /\(line (\d+) column (\d+)\)/.exec(message)
  if (place) {
    problems.errorAt(
      Number(place[1]),
      Number(place[2]),
      `It is not valid JSON: ${message.replace(/ in JSON at.*/s, '')}.`,
    )
    return
  }
  const lines = text.split('\n')
  problems.errorAt(lines.length, lines.at(-1)!.length + 1, 'It is not valid JSON: it ends in the middle.')
}

function parseYaml(text: string, problems: ProblemList): Json | null {
  const lineCounter = new LineCounter()
  const document = parseDocument(text, { lineCounter, merge: true, prettyErrors: false, stringKeys: false })
  for (const error of document.errors) {
    const { line, col } = lineCounter.linePos(error.pos[0])
    problems.errorAt(line, col, `It is not valid YAML: ${error.message}.`)
  }
  if (problems.hasErrors) return null
  // Aliases share what they lead to here; `tidied` expands them under its bounds.
  return tidied(document.toJS({ maxAliasCount: -1 }), problems)
}

function guarded(problems: ProblemList, read: () => Json | null): Json | null {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof RangeError) && !(error instanceof ReferenceError)) throw error
    problems.error('', `It is nested more than ${LIMITS.depthMax} levels deep, or its aliases form a circle.`)
    return null
  }
}

/** Reads JSON or YAML into a bounded tree; null when `problems` has gained errors. */
export function parseText(text: string, problems: ProblemList): ParsedText | null {
  const start = text.trimStart()
  if (start === '') {
    problems.errorAt(1, 1, 'The document is empty.')
    return null
  }
  if (start.startsWith('<')) {
    problems.errorAt(1, 1, 'This is HTML or XML. An OpenAPI document is JSON or YAML.')
    return null
  }
  const looksLikeJson = start.startsWith('{') || start.startsWith('[')
  if (looksLikeJson) {
    try {
      const parsed: unknown = JSON.parse(text)
      const value = tidied(parsed, problems)
      return problems.hasErrors ? null : { value, syntax: 'json' }
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
      if (text.length > SECOND_CHANCE_LENGTH_MAX || isYaml(text) === false) {
        reportJsonError(text, error, problems)
        return null
      }
    }
  }
  const value = guarded(problems, () => parseYaml(text, problems))
  return problems.hasErrors ? null : { value, syntax: 'yaml' }
}

function isYaml(text: string): boolean {
  try {
    return parseDocument(text, { prettyErrors: false }).errors.length === 0
  } catch {
    return false
  }
}
