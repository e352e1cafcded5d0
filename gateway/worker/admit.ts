import type { LimitState } from '#gateway-sync/contract/index.ts'
import { monotonicOf } from '../limit/clock.ts'
import {
  BURST_REACHED,
  type Limiter,
  PASS,
  QUOTA_REACHED,
  QUOTA_WAIT,
  RATE_REACHED,
  type Verdict,
} from '../limit/limiter.ts'
import { Metering } from '../meter/metering.ts'
import { BUDGET_PASSED, BUDGET_WAITS, debitBudget, giveBack, lacking } from './budget.ts'
import { WAITING_FOR_QUOTA } from './exchange.ts'
import { forward } from './forward.ts'
import type { ProxiedExchange } from './proxied-exchange.ts'

/** Asks the limits of the plan and sends the request on, lets it wait, or refuses it. */
export function admit(exchange: ProxiedExchange): void {
  const access = exchange.access!
  if (access.meters !== null) exchange.metering ??= new Metering(access.meters, exchange.operation)
  if (access.budget !== null) {
    const verdict = debitBudget(exchange)
    if (verdict === BUDGET_WAITS) wait(exchange, lacking.slot)
    if (verdict !== BUDGET_PASSED) return
  }
  if (!access.isLimited) {
    forward(exchange)
    return
  }
  const { limiter, quotaWaiters } = exchange.context
  const now = exchange.phase === WAITING_FOR_QUOTA ? performance.now() : exchange.startedAt
  const verdict = limiter.take(access.slot, monotonicOf(now), exchange.at + access.clockOffsetMs)
  if (limiter.mustAsk) quotaWaiters.ask(access.slot)
  if (verdict === QUOTA_WAIT) {
    if (access.budget !== null) giveBack(exchange)
    wait(exchange, access.slot)
    return
  }
  exchange.rateLimit = rateLimitHeader(exchange, limiter)
  if (verdict === PASS) {
    exchange.isCounted = true
    forward(exchange)
    return
  }
  exchange.limit = limitState(exchange, limiter, verdict)
  exchange.retryAfter = String(Math.max(1, Math.ceil((exchange.limit.resetAt - Date.now()) / 1000)))
  exchange.refuse(verdict === QUOTA_REACHED ? 'quota_exhausted' : 'rate_limited')
}

/** Lets the request wait until sync has granted more for a slot, and be decided on anew. */
function wait(exchange: ProxiedExchange, slot: number): void {
  if (exchange.phase !== WAITING_FOR_QUOTA) exchange.waitingSince = performance.now()
  exchange.phase = WAITING_FOR_QUOTA
  exchange.waitingSlot = slot
  exchange.context.quotaWaiters.wait(slot, exchange, () => {
    if (exchange.phase === WAITING_FOR_QUOTA) decideAnew(exchange)
  })
}

/** After a wait another plan or budget may hold, or none: it is asked again what the application may do here. */
function decideAnew(exchange: ProxiedExchange): void {
  const access = exchange.context.configuration.accessOf(exchange.credential!.application, exchange.route!)
  if (access !== exchange.access) {
    exchange.access = access
    exchange.metering = null
  }
  if (access.code === null) admit(exchange)
  else exchange.refuse(access.code)
}

/** `RateLimit` of draft-ietf-httpapi-ratelimit-headers-10: what is left (r) and seconds until there is more (t). */
function rateLimitHeader(exchange: ProxiedExchange, limiter: Limiter): string {
  const { plan, clockOffsetMs } = exchange.access!
  const { rateLimit, quota } = plan!
  let header = ''
  if (rateLimit !== null) header = `"rate";r=${limiter.rateLeft};t=${Math.ceil(limiter.rateWaitMs / 1000)}`
  if (quota === null) return header
  const seconds = Math.max(0, Math.ceil((limiter.quotaResetAt - exchange.at - clockOffsetMs) / 1000))
  const part = `"quota";r=${limiter.quotaLeft};t=${seconds}`
  return header === '' ? part : `${header}, ${part}`
}

function limitState(exchange: ProxiedExchange, limiter: Limiter, verdict: Verdict): LimitState {
  const { rateLimit, quota } = exchange.access!.plan!
  const rate = rateLimit ?? { requests: 0, windowSeconds: 0, burst: 0 }
  const resetAt = Date.now() + Math.ceil(limiter.retryMs)
  switch (verdict) {
    case RATE_REACHED:
      return {
        kind: 'rate',
        limit: rate.requests,
        used: limiter.rateUsed,
        windowSeconds: rate.windowSeconds,
        resetAt,
      }
    case BURST_REACHED:
      return {
        kind: 'burst',
        limit: rate.burst ?? 0,
        used: rate.burst ?? 0,
        windowSeconds: rate.windowSeconds,
        resetAt,
      }
    default:
      return {
        kind: 'quota',
        limit: quota?.requests ?? 0,
        used: limiter.quotaUsed,
        windowSeconds: quota?.period === 'day' ? 86_400 : 2_678_400,
        // Real time, like all that a client is told.
        resetAt: limiter.quotaResetAt - exchange.access!.clockOffsetMs,
      }
  }
}
