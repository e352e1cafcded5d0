import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { LimitState, RefusalCode } from '#gateway-sync/contract/index.ts'
import type { Recorded } from '../journal/journal-writer.ts'
import { recordLine } from '../journal/record-line.ts'
import { dayHourOf, spendsQuota } from '../journal/spending.ts'
import {
  BYTES_IN,
  BYTES_OUT,
  bucketOf,
  CUT,
  DURATION_BUCKETS,
  DURATION_SUM,
  REFUSALS,
  refusalNumber,
  SEEN,
  STATUS_CLASS,
  UPSTREAM_BUCKETS,
  UPSTREAM_COUNT,
  UPSTREAM_SUM,
} from '../memory/counters.ts'
import type { Metering } from '../meter/metering.ts'
import type { Access } from './access.ts'
import type { Linked } from './active-list.ts'
import type { KnownCredential } from './authenticator.ts'
import { recordSpending, settleBudget } from './budget.ts'
import type { WorkerContext } from './context.ts'
import { addCorsHeaders } from './cors.ts'
import { problemOf } from './problem.ts'
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
    this.#count()
    const { route, credential, access, operation } = this
    if (this.isCounted && access?.plan?.quota) {
      this.context.spending.add(access.subscriptionId, dayHourOf(this.at + access.clockOffsetMs), 1)
    }
    if (this.metering !== null && access!.budget !== null) recordSpending(this)
    return recordLine({
      id: this.id,
      at: this.at,
      ms: this.endedAt - this.startedAt,
      up: this.upstreamMs,
      method: this.request.method ?? '',
      path: this.path,
      isPathPlain: this.isPathPlain,
      status: this.status,
      code: this.code,
      in: this.bytesIn,
      out: this.bytesOut,
      isCut: this.isCut,
      revision: this.revision,
      members:
        (route === null ? '' : route.journal) +
        (operation === '' ? '' : `,"op":${JSON.stringify(operation)}`) +
        (credential === null ? '' : credential.journal) +
        (access === null ? '' : access.journal) +
        (this.metering === null ? '' : this.metering.journal),
      limit: this.limit,
    })
  }

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
    const problem = problemOf({
      code: this.code!,
      decisionId: this.id,
      at: this.at,
      docsUrl: this.context.environment.GATEWAY_DOCS_URL,
      planName: this.access?.plan?.name,
      limit: this.limit,
      fault: this.fault,
    })
    this.status = problem.status
    this.bytesOut = this.request.method === 'HEAD' ? 0 : problem.body.length
    this.#ownBody = problem.body
    const headers = [
      'content-type',
      'application/problem+json',
      'content-length',
      String(problem.body.length),
    ]
    headers.push('cache-control', 'no-store')
    this.addOwnHeaders(headers)
    if (this.status === 401) headers.push('www-authenticate', 'ApiKey')
    this.#ownHeaders = headers
    // A body that nobody reads would be taken for the next request.
    if (problem.mustClose || this.head.hasBody || this.head.expectation !== '') {
      this.response.shouldKeepAlive = false
      closingSockets.add(this.request.socket)
    }
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

  #count(): void {
    const { counters } = this.context
    const duration = this.endedAt - this.startedAt
    counters[STATUS_CLASS + Math.floor(this.status / 100)]! += 1
    counters[DURATION_SUM]! += duration
    counters[DURATION_BUCKETS + bucketOf(duration)]! += 1
    counters[BYTES_IN]! += this.bytesIn
    counters[BYTES_OUT]! += this.bytesOut
    if (this.code !== null) counters[REFUSALS + refusalNumber[this.code]]! += 1
    if (this.isCut) counters[CUT]! += 1
    if (this.upstreamMs < 0) return
    counters[UPSTREAM_SUM]! += this.upstreamMs
    counters[UPSTREAM_COUNT]! += 1
    counters[UPSTREAM_BUCKETS + bucketOf(this.upstreamMs)]! += 1
  }
}
