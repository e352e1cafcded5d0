import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'

/** The body grew beyond what the route accepts. */
export class BodyTooLargeError extends Error {
  override readonly name = 'BodyTooLargeError'
}

/** The client broke off while it was sending. */
export class ClientGoneError extends Error {
  override readonly name = 'ClientGoneError'
}

/**
 * A request's body on its way to the upstream, counted and limited, at the upstream's pace. It stands between the two
 * so that an upstream that fails does not take the client's connection with it. When the client waits for it, asking
 * for the first byte sends `100 Continue`.
 */
export class RequestBody extends Readable {
  readonly #request: IncomingMessage
  readonly #response: ServerResponse
  readonly #bytesMax: number
  #mustContinue: boolean
  #isAttached = false
  bytes = 0
  /** True while the upstream would take more than the client has sent. */
  isWaitedFor = false
  #sweepsWaited = 0
  #bytesBefore = 0

  constructor(request: IncomingMessage, response: ServerResponse, bytesMax: number, mustContinue: boolean) {
    super()
    this.#request = request
    this.#response = response
    this.#bytesMax = bytesMax
    this.#mustContinue = mustContinue
  }

  override _read(): void {
    this.isWaitedFor = true
    if (this.#mustContinue) {
      this.#mustContinue = false
      this.#response.writeContinue()
    }
    if (this.#isAttached) this.#request.resume()
    else this.#attach()
  }

  /**
   * Asked at every sweep: true when the client was waited for at `sweepsMax` of them and sent less than `bytesMin`
   * meanwhile. Then a new count begins, so that what came fast at first does not excuse what trickles later. While the
   * upstream is the slower one nothing is counted.
   */
  isTooSlow(sweepsMax: number, bytesMin: number): boolean {
    if (!this.isWaitedFor || ++this.#sweepsWaited < sweepsMax) return false
    const arrived = this.bytes - this.#bytesBefore
    this.#sweepsWaited = 0
    this.#bytesBefore = this.bytes
    return arrived < bytesMin
  }

  override _destroy(error: Error | null, callback: (error: Error | null) => void): void {
    this.#request.off('data', this.#onData)
    this.#request.off('end', this.#onEnd)
    this.#request.off('error', this.#onGone)
    this.#request.off('aborted', this.#onGone)
    this.#request.on('error', ignore)
    if (!this.#request.readableEnded) this.#request.resume()
    callback(error)
  }

  #attach(): void {
    this.#isAttached = true
    this.#request.on('data', this.#onData)
    this.#request.on('end', this.#onEnd)
    this.#request.on('error', this.#onGone)
    this.#request.on('aborted', this.#onGone)
  }

  readonly #onData = (chunk: Buffer): void => {
    this.bytes += chunk.length
    if (this.bytes > this.#bytesMax) this.destroy(new BodyTooLargeError('the body is too large'))
    else if (!this.push(chunk)) {
      this.isWaitedFor = false
      this.#request.pause()
    }
  }

  readonly #onEnd = (): void => {
    this.isWaitedFor = false
    this.push(null)
  }

  readonly #onGone = (): void => {
    this.destroy(new ClientGoneError('the client has gone'))
  }
}

function ignore(): void {}
