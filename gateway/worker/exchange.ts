import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { LimitState, RefusalCode } from '#gateway-sync/contract/index.ts'
import type { Recorded } from '../journal/journal-writer.ts'
import { dayHourOf, spendsQuota } from '../journal/spending.ts'
import { SEEN } from '../memory/counters.ts'
import type { Metering } from '../meter/metering.ts'
import type { Access } from './access.ts'
import type { Linked } from './active-list.ts'
import type { KnownCredential } from './authenticator.ts'
import { recordSpending, settleBudget } from './budget.ts'
import { composeRefusal } from './compose-refusal.ts'
import type { WorkerContext } from './context.ts'
import { addCorsHeaders } from './cors.ts'
import { countEnd, lineOf } from './exchange-record.ts'
import { RequestHead } from './request-head.ts'
import type { CompiledRoute } from './route.ts'

/** Connections that end with an answer that is on its way: whatever else they bring is no request any more. */
export const closingSockets = new WeakSet<Duplex>()

/** How far a request has come. */
export const DECIDING = 0
export const WAITING_FOR_QUOTA = 1
export const SENT = 2
export const ANSWERED = 3
export const UPGRADED = 4
export const ENDED = 5

const SINGLE_WRITE_BYTES_MAX = 16_384

/** How a request ended. */
const OWN_ANSWER = 0
const COMPLETED = 1
const BROKEN = 2

/**
 * One request from its arrival to the moment its end is in the journal and shown to the client. What is decided about
 * it is gathered here; `end…` closes it exactly once.
 */
export abstract class Exchange implements Linked, Recorded {
  previous: Linked | null = null
  next: Linked | null = null
  readonly context: WorkerContext
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly head = new RequestHead()
  readonly startedAt: number
  readonly at: number
  readonly id: string
  readonly revision: number
  phase = DECIDING
  path = ''
  /** The path passed the strict reading, which lets no quote, backslash or control character through. */
  isPathPlain = false
  /** The route was found by its host name, so its slug is no part of the path. */
  isHostRoute = false
  /** May be sent on as soon as the limits let it pass. */
  isAuthenticated = false
  route: CompiledRoute | null = null
  operation = ''
  credential: KnownCredential | null = null
  access: Access | null = null
  /** What it counts, under a plan with meters. */
  metering: Metering | null = null
  limit: LimitState | null = null
  /** True once the limiter has counted this request. */
  isCounted = false
  /** `RateLimit` and `Retry-After`, or empty. */
  rateLimit = ''
  retryAfter = ''
  code: RefusalCode | null = null
  fault = ''
  status = 0
  upstreamMs = -1
  bytesIn = 0
  bytesOut = 0
  isCut = false
  isHeadSent = false
  endedAt = 0
  /** The last bytes of the body, held until the record stands in the journal. */
  held: Buffer | null = null
  #ending = OWN_ANSWER
  #ownHeaders: string[] = []
  #ownBody: Buffer | null = null

  constructor(context: WorkerContext, request: IncomingMessage, response: ServerResponse) {
    this.context = context
    this.request = request
    this.response = response
    this.startedAt = performance.now()
    this.at = Date.now()
    this.id = context.ids.next(this.at)
    this.revision = context.control.revision
    context.counters[SEEN]! += 1
    context.active.add(this)
  }

  abstract sweep(tick: number, now: number): void
  /** Sends status and headers of the upstream's answer. */
  abstract sendHead(): void

  /** Ends the request with a refusal. */
  refuse(code: RefusalCode, fault = ''): void {
    if (this.phase === ENDED) return
    this.code = code
    this.fault = fault
    this.#composeProblem()
    this.#end(OWN_ANSWER)
  }

  /** Ends the request with an answer of the gateway's own that has no body. */
  answer(status: number, headers: string[]): void {
    this.status = status
    this.#ownHeaders = headers
    this.#end(OWN_ANSWER)
  }

  /** Ends the request with the upstream's whole answer. */
  complete(): void {
    if (this.held !== null) this.bytesOut += this.held.length
    this.#end(COMPLETED)
  }

  /** Ends a request whose client or upstream broke off; the client's connection is closed. */
  breakOff(): void {
    if (this.phase === ENDED) return
    this.isCut = this.isHeadSent
    if (!this.isHeadSent) this.status = 0
    this.#end(BROKEN)
  }

  /** Ends an upgraded connection. */
  protected finishUpgrade(): void {
    this.#end(BROKEN)
  }

  #end(ending: number): void {
    this.phase = ENDED
    this.#ending = ending
    this.endedAt = performance.now()
    this.context.active.remove(this)
    if (this.isCounted && !spendsQuota(this.code)) this.#refund()
    if (this.metering !== null) this.#closeMetering(this.metering)
    this.context.journal.record(this)
  }

  #refund(): void {
    const { access } = this
    if (access?.plan?.quota) this.context.limiter.refund(access.slot, this.at + access.clockOffsetMs)
    this.isCounted = false
  }

  /** Units count when the upstream answered and the client was shown it, be it cut. */
  #closeMetering(metering: Metering): void {
    if (this.code === null && this.status > 0 && this.upstreamMs >= 0)
      metering.close(this.status, this.bytesOut)
    else metering.void()
    if (this.access!.budget !== null) settleBudget(this)
  }

  /** This request's line, taken once: it counts the request on the way. */
  line(): string {
    countEnd(this)
    const { access } = this
    if (this.isCounted && access?.plan?.quota) {
      this.context.spending.add(access.subscriptionId, dayHourOf(this.at + access.clockOffsetMs), 1)
    }
    if (this.metering !== null && access!.budget !== null) recordSpending(this)
    return lineOf(this)
  }

  /** Shows the end to the client, now that it stands in the journal; or refuses, when it could not be written. */
  release(isJournaled: boolean): void {
    try {
      this.#show(isJournaled)
    } catch (error) {
      // E.g. a header of the upstream that Node does not write. The others of this group must be shown all the same.
      this.context.onFault(error as Error)
      this.response.destroy()
    }
  }

  #show(isJournaled: boolean): void {
    if (!isJournaled) {
      this.#releaseUnrecorded()
      return
    }
    if (this.#ending === COMPLETED) {
      const isWhole = !this.isHeadSent
      if (isWhole) this.sendHead()
      if (this.held === null) this.response.end()
      // As a string, a small body leaves in the same write as its head, byte for byte the same.
      else if (isWhole && this.held.length <= SINGLE_WRITE_BYTES_MAX) {
        this.response.end(this.held.toString('latin1'), 'latin1')
      } else this.response.end(this.held)
    } else if (this.#ending === OWN_ANSWER && !this.response.headersSent) this.#sendOwn()
    else this.response.destroy()
    this.held = null
  }

  /** Fail closed: what could not be recorded is not answered. */
  #releaseUnrecorded(): void {
    this.held = null
    if (this.response.headersSent) {
      this.response.destroy()
      return
    }
    this.code = 'journal_unavailable'
    this.#composeProblem()
    this.#sendOwn()
  }

  #composeProblem(): void {
    const { status, headers, body, mustClose } = composeRefusal(this, this.code!)
    this.status = status
    this.bytesOut = this.request.method === 'HEAD' ? 0 : body.length
    this.#ownHeaders = headers
    this.#ownBody = body
    if (!mustClose) return
    this.response.shouldKeepAlive = false
    closingSockets.add(this.request.socket)
  }

  #sendOwn(): void {
    this.isHeadSent = true
    this.response.writeHead(this.status, this.#ownHeaders)
    this.response.end(this.#ownBody)
  }

  /** Headers that every answer carries: ids, limits, cross-origin rules. */
  addOwnHeaders(headers: string[]): void {
    headers.push('gatehouse-decision-id', this.id, 'x-request-id', this.id)
    if (this.rateLimit !== '')
      headers.push('ratelimit-policy', this.access!.policy, 'ratelimit', this.rateLimit)
    if (this.retryAfter !== '') headers.push('retry-after', this.retryAfter)
    const cors = this.route?.spec.cors ? this.route.cors : null
    if (cors) addCorsHeaders(cors, this.head.origin, headers)
  }
}
