import { randomFillSync } from 'node:crypto'

const PATTERN = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/
const POOL_BYTES = 32_768

/** W3C trace context (level 1): continues a caller's trace or begins one. */
export class TraceIds {
  readonly #bytes = Buffer.alloc(POOL_BYTES)
  #hex = ''
  #at = 0

  /** The `traceparent` for the upstream: the caller's trace with a span of ours, or a new, sampled trace. */
  next(traceparent: string): string {
    return PATTERN.test(traceparent)
      ? `${traceparent.slice(0, 36)}${this.#random(16)}${traceparent.slice(52)}`
      : `00-${this.#random(32)}-${this.#random(16)}-01`
  }

  /** True when the caller's own trace goes on, so that its tracestate may too. */
  static isValid(traceparent: string): boolean {
    return PATTERN.test(traceparent)
  }

  #random(digits: number): string {
    if (this.#at + digits > this.#hex.length) {
      this.#hex = randomFillSync(this.#bytes).toString('hex')
      this.#at = 0
    }
    this.#at += digits
    return this.#hex.slice(this.#at - digits, this.#at)
  }
}
