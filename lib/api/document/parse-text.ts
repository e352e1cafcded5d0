import { LineCounter, parseDocument } from 'yaml'
import type { Json } from '../schema/json.ts'
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

type JsonFault = { message: string; isAtEnd: boolean }

function faultOf(text: string): JsonFault | null {
  try {
    JSON.parse(text)
    return null
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const position = Number(/at position (\d+)/.exec(message)?.[1] ?? -1)
    return { message, isAtEnd: message.startsWith('Unexpected end') || position >= text.length }
  }
}

/**
 * Where JSON stops to make sense: V8 names the place in some of its messages only. Every shorter beginning fails at its own
 * end, every longer one before it, so halving finds the place.
 */
function jsonFaultAt(text: string): number {
  let [makesSense, doesNot] = [0, text.length]
  while (doesNot - makesSense > 1) {
    const middle = (makesSense + doesNot) >>> 1
    const fault = faultOf(text.slice(0, middle))
    if (!fault || fault.isAtEnd) makesSense = middle
    else doesNot = middle
  }
  return makesSense
}

function reportJsonFault(text: string, fault: JsonFault, problems: ProblemList): void {
  const before = text.slice(0, fault.isAtEnd ? text.length : jsonFaultAt(text)).split('\n')
  const what = fault.isAtEnd
    ? 'it ends in the middle'
    : fault.message.replace(/ in JSON at.*|, (?:\.\.\.)?".*/s, '')
  problems.errorAt(before.length, before.at(-1)!.length + 1, `It is not valid JSON: ${what}.`)
}

function parseYaml(text: string, problems: ProblemList): Json | null {
  const lineCounter = new LineCounter()
  const document = parseDocument(text, { lineCounter, merge: true, prettyErrors: false, stringKeys: false })
  for (const error of document.errors) {
    // The reader reports its own exhaustion like a mistake of the author's.
    if (error.message.startsWith('Maximum call stack')) throw new RangeError(error.message)
    const { line, col } = lineCounter.linePos(error.pos[0])
    problems.errorAt(line, col, `It is not valid YAML: ${error.message}.`)
  }
  if (problems.hasErrors) return null
  // Aliases share what they lead to here; `tidied` expands them under its bounds.
  return tidied(document.toJS({ maxAliasCount: -1 }), problems)
}

function guarded<T>(problems: ProblemList, read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof RangeError) && !(error instanceof ReferenceError)) throw error
    problems.error('', `It is nested more than ${LIMITS.depthMax} levels deep, or its aliases form a circle.`)
    return null
  }
}

const isYaml = (text: string): boolean =>
  text.length <= SECOND_CHANCE_LENGTH_MAX && parseDocument(text, { prettyErrors: false }).errors.length === 0

/** The value of JSON; undefined when it is something else that is better read as YAML. */
function parseJson(text: string, problems: ProblemList): Json | null | undefined {
  const fault = faultOf(text)
  if (!fault) return tidied(JSON.parse(text), problems)
  if (isYaml(text)) return undefined
  reportJsonFault(text, fault, problems)
  return null
}

/** What a text is when it cannot be a document at all, or null. */
function notADocument(start: string): string | null {
  if (start === '') return 'The document is empty.'
  return start.startsWith('<') ? 'This is HTML or XML. An OpenAPI document is JSON or YAML.' : null
}

/** Reads JSON or YAML into a bounded tree; null when `problems` has gained errors. */
export function parseText(text: string, problems: ProblemList): ParsedText | null {
  const start = text.trimStart()
  const refusal = notADocument(start)
  if (refusal) {
    problems.errorAt(1, 1, refusal)
    return null
  }
  const json = /^[{[]/.test(start) ? guarded(problems, () => parseJson(text, problems)) : undefined
  if (json !== undefined) return problems.hasErrors ? null : { value: json, syntax: 'json' }
  const value = guarded(problems, () => parseYaml(text, problems))
  return problems.hasErrors ? null : { value: value ?? null, syntax: 'yaml' }
}
