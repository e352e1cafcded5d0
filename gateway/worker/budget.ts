import type { LimitState, RefusalCode } from '#gateway-sync/contract/index.ts'
import { hourNumberOf } from '../journal/spending.ts'
import { BUDGET_MOVED, BUDGET_WAIT, DEBITED, PERIOD_OVER } from '../limit/budget-limiter.ts'
import { BY_SPEND_CAP } from '../limit/layout.ts'
import type { Metering } from '../meter/metering.ts'
import type { Access, BudgetCharge } from './access.ts'
import type { WorkerContext } from './context.ts'
import { NEXT_CONFIGURATION } from './quota-waiters.ts'

/** A request whose plan has meters, as far as its budget is concerned. */
export interface Spending {
  readonly context: WorkerContext
  readonly access: Access | null
  readonly metering: Metering | null
  readonly at: number
  limit: LimitState | null
  retryAfter: string
  refuse(code: RefusalCode): void
}

export const BUDGET_PASSED = 0
export const BUDGET_REFUSED = 1
/** Wait for the slot that is lacking, then try again. */
export const BUDGET_WAITS = 2

/** What the last call has to wait for. Read at once. */
export const lacking = { slot: -1 }

/**
 * Debits all charges of the budget, or none: what is known before the request is sent on; of what only the answer
 * tells, there must be something left. When it refuses, the exchange is told why.
 */
export function debitBudget(exchange: Spending): number {
  const { access, metering, context } = exchange
  const { budgets, quotaWaiters } = context
  const at = exchange.at + access!.clockOffsetMs
  for (const charge of access!.budget!) {
    const units = charge.isKnownBefore ? metering!.units[charge.meter]! : 0
    if (charge.isKnownBefore && units === 0) continue
    const verdict = budgets.debit(charge, units, at)
    if (budgets.mustAsk) quotaWaiters.ask(charge.slot)
    if (verdict === DEBITED) {
      metering!.debited[charge.meter] = units
      continue
    }
    if (verdict === BUDGET_WAIT || verdict === BUDGET_MOVED) {
      lacking.slot = verdict === BUDGET_WAIT ? charge.slot : NEXT_CONFIGURATION
      giveBack(exchange)
      return BUDGET_WAITS
    }
    if (verdict !== PERIOD_OVER) exchange.limit = limitOf(exchange, charge)
    if (exchange.limit?.kind === 'spend_cap') {
      exchange.retryAfter = String(Math.max(1, Math.ceil((exchange.limit.resetAt - Date.now()) / 1000)))
    }
    // What was debited of other charges goes back as the request ends.
    exchange.refuse(refusalOf(exchange.limit))
    return BUDGET_REFUSED
  }
  return BUDGET_PASSED
}

/** Gives back what was debited: the request waits, or something else refuses it. */
export function giveBack(exchange: Spending): void {
  for (const charge of exchange.access!.budget!) settle(exchange, charge, 0)
}

/** The request is over and what it counts is final: the rest is debited, or what was too much given back. */
export function settleBudget(exchange: Spending): void {
  for (const charge of exchange.access!.budget!)
    settle(exchange, charge, exchange.metering!.units[charge.meter]!)
}

/** What a journaled request has spent of its budget. */
export function recordSpending({ access, metering, context, at }: Spending): void {
  const hour = hourNumberOf(at + access!.clockOffsetMs)
  for (const { meter, spender } of access!.budget!) {
    const units = metering!.units[meter]!
    if (units > 0) context.spending.add(spender, hour, units)
  }
}

function settle({ access, metering, context, at }: Spending, charge: BudgetCharge, units: number): void {
  const difference = units - metering!.debited[charge.meter]!
  if (difference === 0) return
  metering!.debited[charge.meter] = units
  const { budgets, quotaWaiters } = context
  budgets.settle(charge, difference, at + access!.clockOffsetMs)
  if (budgets.mustAsk) quotaWaiters.ask(charge.slot)
}

function limitOf({ access, context }: Spending, { charge }: BudgetCharge): LimitState {
  const { exhausted, granted, spent, periodStart, periodEnd } = context.budgets
  return {
    kind: exhausted === BY_SPEND_CAP ? 'spend_cap' : 'credit',
    charge,
    limit: granted,
    used: spent,
    windowSeconds: (periodEnd - periodStart) / 1000,
    // Real time, like all that a client is told.
    resetAt: periodEnd - access!.clockOffsetMs,
  }
}

const refusalOf = (
  limit: LimitState | null,
): 'spend_cap_reached' | 'credit_exhausted' | 'quota_unavailable' => {
  if (limit === null) return 'quota_unavailable'
  return limit.kind === 'spend_cap' ? 'spend_cap_reached' : 'credit_exhausted'
}
