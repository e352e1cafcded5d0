import type { IncomingMessage } from 'node:http'
import { isWellFormedKey } from '#gateway-sync/contract/index.ts'
import {
  AUTHORIZATION,
  CONNECTION,
  CONTENT_LENGTH,
  EXPECT,
  FORWARD,
  FORWARDED,
  FORWARDED_FOR,
  type HeaderClass,
  type HeaderClassifier,
  HOST,
  KEY,
  ORIGIN,
  PREFLIGHT_METHOD,
  TRACE_PARENT,
  TRACE_STATE,
  TRANSFER_ENCODING,
  UPGRADE,
} from './header-class.ts'

const CONTENT_LENGTH_PATTERN = /^(?:0|[1-9]\d{0,14})$/
const HOST_PATTERN = /^(?:[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9._])?|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?$/
/** The last host that was found well-formed: the next is mostly the same. */
let lastHost = ''
const KEY_LENGTH = 41
const HEADERS_MAX = 256

/** What the gateway read out of a request's headers: each one once, and only what it may pass on. */
export class RequestHead {
  host = ''
  /** -1 when none was sent. */
  contentLength = -1
  isChunked = false
  expectation = ''
  authorization = ''
  origin = ''
  preflightMethod = ''
  traceparent = ''
  tracestate = ''
  upgrade = ''
  forwardedFor = ''
  forwarded: string[] | null = null
  keys: { class: HeaderClass; value: string }[] | null = null
  /** Name and value in turn, for the upstream. */
  readonly forward: string[] = []
  #connection = ''

  /**
   * Reads the headers of a request. Returns what is wrong with them, in words for the caller's eyes, or null.
   */
  read(request: IncomingMessage, classifier: HeaderClassifier): string | null {
    const raw = request.rawHeaders
    if (raw.length > HEADERS_MAX * 2) return 'too many headers'
    for (let i = 0; i < raw.length; i += 2) {
      const known = classifier.of(raw[i]!)
      const value = raw[i + 1]!
      if (known.action === FORWARD) {
        if (value.length === KEY_LENGTH && isWellFormedKey(value)) continue
        this.forward.push(known.name, value)
      } else if (known.action === KEY) {
        this.keys ??= []
        this.keys.push({ class: known, value })
      } else {
        const fault = this.#take(known, value)
        if (fault !== null) return fault
      }
    }
    if (this.#connection !== '') this.#dropNamed()
    return this.#check(request)
  }

  get hasBody(): boolean {
    return this.contentLength > 0 || this.isChunked
  }

  #take({ action, name }: HeaderClass, value: string): string | null {
    switch (action) {
      case HOST:
        if (this.host !== '') return 'the Host header was sent more than once'
        if (value !== lastHost && !HOST_PATTERN.test(value))
          return 'the Host header is not a host name and port'
        this.host = lastHost = value
        return null
      case CONNECTION:
        if (value !== 'keep-alive' && value !== 'close') this.#connection += `${value},`
        return null
      case CONTENT_LENGTH:
        if (this.contentLength >= 0) return 'the Content-Length header was sent more than once'
        if (!CONTENT_LENGTH_PATTERN.test(value))
          return 'the Content-Length header is not a plain decimal number'
        this.contentLength = Number(value)
        return null
      case TRANSFER_ENCODING:
        if (this.isChunked || value.toLowerCase() !== 'chunked')
          return 'the only transfer coding accepted is one “chunked”'
        this.isChunked = true
        return null
      default:
        return this.#takeOther(action, name, value)
    }
  }

  #takeOther(action: number, name: string, value: string): string | null {
    if (action === AUTHORIZATION) {
      if (this.authorization !== '') return 'the Authorization header was sent more than once'
      this.authorization = value
    } else if (action === EXPECT) this.expectation = value.toLowerCase()
    else if (action === ORIGIN) {
      this.origin = value
      this.forward.push(name, value)
    } else if (action === PREFLIGHT_METHOD) {
      this.preflightMethod = value
      this.forward.push(name, value)
    } else if (action === TRACE_PARENT) this.traceparent = this.traceparent === '' ? value : 'repeated'
    else if (action === TRACE_STATE) this.tracestate += this.tracestate === '' ? value : `,${value}`
    else if (action === UPGRADE) this.upgrade = value.toLowerCase()
    else if (action === FORWARDED_FOR) this.forwardedFor += this.forwardedFor === '' ? value : `, ${value}`
    else if (action === FORWARDED) {
      this.forwarded ??= []
      this.forwarded.push(name, value)
    }
    return null
  }

  #check(request: IncomingMessage): string | null {
    const isOld = request.httpVersionMinor === 0 && request.httpVersionMajor === 1
    if (this.host === '' && !isOld) return 'the Host header is missing'
    if (this.isChunked && isOld) return 'HTTP/1.0 has no transfer codings'
    if (this.isChunked && this.contentLength >= 0)
      return 'a body has either a length or a transfer coding, not both'
    if (this.expectation !== '' && this.expectation !== '100-continue')
      return 'the only expectation known is 100-continue'
    return null
  }

  /** Headers that Connection names end at this hop, whatever they are. */
  #dropNamed(): void {
    const named = new Set(
      this.#connection
        .toLowerCase()
        .split(',')
        .map((token) => token.trim()),
    )
    for (let i = this.forward.length - 2; i >= 0; i -= 2)
      if (named.has(this.forward[i]!)) this.forward.splice(i, 2)
  }
}
