import { canonicalName } from './route.ts'

/** What the gateway does with a request header, by its name. */
export const FORWARD = 0
export const DROP = 1
export const HOST = 2
export const CONNECTION = 3
export const CONTENT_LENGTH = 4
export const TRANSFER_ENCODING = 5
export const EXPECT = 6
export const AUTHORIZATION = 7
/** May carry a key on some route, or is spelled so that an upstream could take it for one. */
export const KEY = 8
export const FORWARDED_FOR = 9
export const FORWARDED = 10
export const TRACE_PARENT = 11
export const TRACE_STATE = 12
export const ORIGIN = 13
export const PREFLIGHT_METHOD = 14
export const UPGRADE = 15

export interface HeaderClass {
  action: number
  /** Lower case, as sent otherwise. */
  name: string
  canonical: string
  /** Spelled with an underscore where the canonical name has a hyphen. */
  isTwin: boolean
}

const actions = new Map<string, number>([
  ['host', HOST],
  ['connection', CONNECTION],
  ['content-length', CONTENT_LENGTH],
  ['transfer-encoding', TRANSFER_ENCODING],
  ['expect', EXPECT],
  ['authorization', AUTHORIZATION],
  ['x-forwarded-for', FORWARDED_FOR],
  ['x-forwarded-proto', FORWARDED],
  ['x-forwarded-host', FORWARDED],
  ['x-forwarded-port', FORWARDED],
  ['forwarded', FORWARDED],
  ['x-real-ip', DROP],
  ['traceparent', TRACE_PARENT],
  ['tracestate', TRACE_STATE],
  ['origin', ORIGIN],
  ['access-control-request-method', PREFLIGHT_METHOD],
  ['upgrade', UPGRADE],
  ['x-request-id', DROP],
  ...[
    'keep-alive',
    'te',
    'trailer',
    'proxy-authorization',
    'proxy-authenticate',
    'proxy-connection',
    'http2-settings',
  ].map((name): [string, number] => [name, DROP]),
])
/** Headers whose underscore twin could pass for the real one at an upstream; the twin is dropped. */
const guarded = new Set([...actions.keys()])

const REMEMBERED_MAX = 1_000

/** Sorts header names into classes, remembering the spellings it has met. */
export class HeaderClassifier {
  readonly #known = new Map<string, HeaderClass>()
  #keyHeaders: ReadonlySet<string> = new Set()

  /** Names (canonical) that carry a key on some route. */
  setKeyHeaders(names: ReadonlySet<string>): void {
    this.#keyHeaders = names
    this.#known.clear()
  }

  of(rawName: string): HeaderClass {
    const known = this.#known.get(rawName)
    if (known !== undefined) return known
    const name = rawName.toLowerCase()
    const canonical = canonicalName(rawName)
    const isTwin = name !== canonical
    const result = { action: this.#actionOf(name, canonical, isTwin), name, canonical, isTwin }
    if (this.#known.size >= REMEMBERED_MAX) this.#known.clear()
    this.#known.set(rawName, result)
    return result
  }

  #actionOf(name: string, canonical: string, isTwin: boolean): number {
    // Identity is what the gateway says, never what a client says.
    if (canonical.startsWith('gatehouse-')) return DROP
    if (this.#keyHeaders.has(canonical) && canonical !== 'authorization') return KEY
    if (isTwin && guarded.has(canonical)) return DROP
    return actions.get(name) ?? FORWARD
  }
}
