import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Dispatcher } from 'undici'
import { RETRIES } from '../memory/counters.ts'
import type { WorkerContext } from './context.ts'
import { ANSWERED, ENDED, Exchange, SENT, UPGRADED, WAITING_FOR_QUOTA } from './exchange.ts'
import type { QuotaWaiter } from './quota-waiters.ts'
import { BodyTooLargeError, ClientGoneError, type RequestBody } from './request-body.ts'
import { answerHeaders, expectedLength, isEventStream, type UpstreamHeaders } from './response-head.ts'
import { isRetriable, refusalOfError } from './upstream-error.ts'

/** How often requests under way are looked at. */
export const SWEEP_MS = 250

/** The upstream call is over as far as this request is concerned. */
const abandoned = new Error('the request has ended')

type Owned = ServerResponse & { exchange?: ProxiedExchange }

/** A request and its call to the upstream: the handler that undici tells of the answer. */
export class ProxiedExchange extends Exchange implements Dispatcher.DispatchHandler, QuotaWaiter {
  /** The upstream call, made ready before it is sent. */
  options: Dispatcher.DispatchOptions | null = null
  body: RequestBody | null = null
  query = ''
  waitingSince = 0
  /** The slot that it waits for. */
  waitingSlot = -1
  /** Joins both ends when the upstream agrees to an upgrade; returns how to close them. */
  join: ((headers: UpstreamHeaders, upstream: Duplex) => () => void) | null = null
  #closeUpgraded: (() => void) | null = null
  #controller: Dispatcher.DispatchController | null = null
  #attempts = 0
  #sentAt = 0
  #isSent = false
  /** Tick of the last sign of life of a body. */
  #aliveTick = 0
  #seenBytes = 0
  #isStream = false
  #answer: UpstreamHeaders | null = null
  /** Bytes the answer's length promises; -1 when it has none. */
  #expected = -1
  #received = 0
  #isBlocked = false
  #isListening = false

  constructor(context: WorkerContext, request: IncomingMessage, response: ServerResponse) {
    super(context, request, response)
    ;(response as Owned).exchange = this
    response.on('close', onResponseClose)
  }

  /** Calls the upstream as `options` say. */
  send(): void {
    this.phase = SENT
    this.#attempts++
    this.#sentAt = performance.now()
    this.#isSent = this.body === null
    this.#aliveTick = this.context.active.tick
    this.route!.pool.dispatch(this.options!, this)
  }

  onQuotaUnavailable(): void {
    if (this.phase === WAITING_FOR_QUOTA) this.refuse('quota_unavailable')
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    if (this.phase === ENDED) controller.abort(abandoned)
  }

  onRequestSent(): void {
    if (this.body !== null) this.#sentAt = performance.now()
    this.#isSent = true
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number, headers: UpstreamHeaders): void {
    if (status < 200 || this.phase === ENDED) return
    this.#expected = expectedLength(this.request.method!, status, headers)
    if (Number.isNaN(this.#expected)) {
      this.refuse('upstream_invalid')
      controller.abort(abandoned)
      return
    }
    this.upstreamMs = performance.now() - this.#sentAt
    this.metering?.readAnswer(headers)
    this.phase = ANSWERED
    this.status = status
    this.#answer = headers
    this.#aliveTick = this.context.active.tick
    this.#isStream = isEventStream(headers)
    if (this.#expected < 0) this.context.journal.flushLater(this)
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.phase !== ANSWERED) return
    this.#received += chunk.length
    this.#aliveTick = this.context.active.tick
    if (this.#expected >= 0) {
      if (this.#received === this.#expected) this.held = chunk
      else this.#pass(chunk)
      return
    }
    // Without a length any chunk may be the last: each is held for this turn of the event loop.
    if (this.held !== null) this.#pass(this.held)
    else this.context.journal.flushLater(this)
    this.held = chunk
  }

  onResponseEnd(): void {
    if (this.phase !== ANSWERED) return
    this.#countBody()
    this.complete()
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    if (this.phase === ENDED || this.phase === UPGRADED) return
    this.#countBody()
    if (error instanceof ClientGoneError) this.breakOff()
    else if (this.phase === ANSWERED) this.#failAnswer('upstream_invalid')
    else if (error instanceof BodyTooLargeError) this.refuse('body_too_large')
    else if (this.#attempts === 1 && this.body === null && isRetriable(this.request.method!, error)) {
      this.context.counters[RETRIES]! += 1
      this.send()
    } else this.refuse(refusalOfError(error))
  }

  onRequestUpgrade(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: UpstreamHeaders,
    socket: Duplex,
  ): void {
    if (this.phase !== SENT || this.join === null) {
      socket.destroy()
      return
    }
    this.upstreamMs = performance.now() - this.#sentAt
    this.metering?.readAnswer(headers)
    this.status = status
    this.phase = UPGRADED
    this.isHeadSent = true
    this.#closeUpgraded = this.join(headers, socket)
  }

  /** The client's connection has closed. */
  onClientGone(): void {
    if (this.phase === ENDED || this.phase === UPGRADED) return
    if (this.phase === WAITING_FOR_QUOTA) this.context.quotaWaiters.leave(this.waitingSlot, this)
    this.#countBody()
    this.breakOff()
    this.#controller?.abort(abandoned)
  }

  /** Ends the upstream call of a request that has ended already. */
  abandon(): void {
    this.#controller?.abort(abandoned)
  }

  /** Both ends of the upgraded connection are closed. */
  endUpgrade(): void {
    if (this.phase === UPGRADED) this.finishUpgrade()
  }

  /** The client takes more again. */
  onDrain(): void {
    this.#isBlocked = false
    this.#aliveTick = this.context.active.tick
    this.#controller?.resume()
  }

  /** Lets go what was held for this turn of the event loop. */
  flush(): void {
    if (this.phase !== ANSWERED) return
    const chunk = this.held
    this.held = null
    if (chunk !== null) this.#pass(chunk)
    else if (!this.isHeadSent) {
      this.sendHead()
      this.response.flushHeaders()
    }
  }

  override sendHead(): void {
    this.isHeadSent = true
    const headers = answerHeaders(
      this.#answer!,
      this.route!,
      this.access?.policy !== '' && this.rateLimit !== '',
      this.metering === null ? null : this.metering.meters.headers,
    )
    this.addOwnHeaders(headers)
    if (this.#answer!.date !== undefined) this.response.sendDate = false
    if (this.context.control.isDraining) this.response.shouldKeepAlive = false
    this.response.writeHead(this.status, headers)
  }

  override sweep(tick: number, now: number): void {
    if (this.route === null) return
    const { spec } = this.route
    const silentMs = (tick - this.#aliveTick) * SWEEP_MS
    if (this.phase === WAITING_FOR_QUOTA) {
      if (now - this.waitingSince > this.context.environment.GATEWAY_QUOTA_WAIT_MS) {
        this.context.quotaWaiters.leave(this.waitingSlot, this)
        this.refuse('quota_unavailable')
      }
    } else if (this.phase === SENT) this.#sweepSent(tick, now, silentMs)
    else if (this.phase === ANSWERED) {
      if (silentMs > spec.upstream.idleTimeoutMs && (!this.#isStream || this.#isBlocked))
        this.#giveUp('upstream_timeout')
      else if (this.#isStream && !this.#isStillAllowed()) this.#giveUp('credential_revoked')
    } else if (this.phase === UPGRADED && !this.#isStillAllowed()) this.#closeUpgraded?.()
  }

  #sweepSent(tick: number, now: number, silentMs: number): void {
    const limitMs = this.route!.spec.upstream.responseTimeoutMs
    if (this.#isSent) {
      if (now - this.#sentAt > limitMs) this.#giveUp('upstream_timeout')
      return
    }
    const body = this.body!
    const { GATEWAY_BODY_WINDOW_MS, GATEWAY_BODY_BYTES_PER_SECOND_MIN } = this.context.environment
    const windowBytesMin = (GATEWAY_BODY_BYTES_PER_SECOND_MIN * GATEWAY_BODY_WINDOW_MS) / 1000
    if (body.isTooSlow(GATEWAY_BODY_WINDOW_MS / SWEEP_MS, windowBytesMin)) this.#giveUp('request_timeout')
    else if (body.bytes !== this.#seenBytes) {
      this.#seenBytes = body.bytes
      this.#aliveTick = tick
    } else if (silentMs > limitMs) this.#giveUp(body.isWaitedFor ? 'request_timeout' : 'upstream_timeout')
  }

  /** A stream that has outlived the key it was opened with ends. */
  #isStillAllowed(): boolean {
    return this.credential === null || this.context.authenticator.isUnchanged(this.credential)
  }

  #giveUp(code: 'upstream_timeout' | 'request_timeout' | 'credential_revoked'): void {
    this.#countBody()
    if (this.phase === ANSWERED) this.#failAnswer(code)
    else this.refuse(code)
    this.#controller?.abort(abandoned)
  }

  #failAnswer(
    code: 'upstream_timeout' | 'upstream_invalid' | 'request_timeout' | 'credential_revoked',
  ): void {
    this.held = null
    if (this.isHeadSent) this.breakOff()
    else this.refuse(code)
  }

  #countBody(): void {
    if (this.body !== null) this.bytesIn = this.body.bytes
  }

  #pass(chunk: Buffer): void {
    if (!this.isHeadSent) this.sendHead()
    this.bytesOut += chunk.length
    if (this.response.write(chunk) || this.#isBlocked) return
    this.#isBlocked = true
    this.#controller!.pause()
    if (this.#isListening) return
    this.#isListening = true
    this.response.on('drain', onResponseDrain)
  }
}

function onResponseClose(this: Owned): void {
  this.exchange!.onClientGone()
}

function onResponseDrain(this: Owned): void {
  this.exchange!.onDrain()
}
