import type { LimitState, RefusalCode } from '#gateway-sync/contract/index.ts'

const NOT_PLAIN = /[^\x20-\x7e]|["\\]/

/** A JSON string of ASCII only, so that a line has as many bytes as characters. */
export function asciiJson(text: string): string {
  if (!NOT_PLAIN.test(text)) return `"${text}"`
  return JSON.stringify(text).replace(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** Milliseconds with one decimal, without the cost of printing a double. */
export function tenths(milliseconds: number): string {
  const value = Math.max(0, Math.round(milliseconds * 10))
  const whole = Math.floor(value / 10)
  return value % 10 === 0 ? `${whole}` : `${whole}.${value % 10}`
}

export interface RecordParts {
  id: string
  at: number
  ms: number
  /** Negative when the upstream's headers never came. */
  up: number
  method: string
  path: string
  /** The path is known to hold nothing that JSON must escape. */
  isPathPlain: boolean
  status: number
  code: RefusalCode | null
  in: number
  out: number
  isCut: boolean
  revision: number
  /** Ready-made members, each with a leading comma: route, operation, credential, access. */
  members: string
  limit: LimitState | null
}

/** One line of the journal: a UsageRecord of the contract. */
export function recordLine(parts: RecordParts): string {
  const path = parts.path.length > 512 ? parts.path.slice(0, 512) : parts.path
  return (
    `{"id":"${parts.id}","at":${parts.at},"ms":${tenths(parts.ms)}` +
    (parts.up >= 0 ? `,"up":${tenths(parts.up)}` : '') +
    // A method is an HTTP token: nothing in it needs an escape.
    `,"method":"${parts.method}","path":${parts.isPathPlain ? `"${path}"` : asciiJson(path)},"status":${parts.status}` +
    (parts.code === null ? '' : `,"code":"${parts.code}"`) +
    `,"in":${parts.in},"out":${parts.out}` +
    (parts.isCut ? ',"cut":true' : '') +
    `,"rev":${parts.revision}${parts.members}` +
    (parts.limit === null ? '' : `,"limit":${JSON.stringify(parts.limit)}`) +
    '}\n'
  )
}
