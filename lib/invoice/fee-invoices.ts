import type { Span } from '#lib/billing/rating/prorate.ts'
import { startLines } from '#lib/billing/rating/rate-period.ts'
import type { RatedLine } from '#lib/billing/rating/rated-line.ts'
import type { Actor } from '#lib/core/context.ts'
import type { Transaction } from '#lib/core/db.ts'
import { finalizeInvoice } from './finalize-invoice.ts'
import type { Billed } from './load-billed.ts'
import { makeInvoice } from './make-invoice.ts'

/** Invoices that need no usage, so nothing holds them. */
async function issue(
  tx: Transaction,
  actor: Actor,
  billed: Billed,
  kind: 'start' | 'credits',
  { startsAt, endsAt }: Span,
  lines: RatedLine[],
): Promise<string> {
  const id = await makeInvoice(tx, billed, {
    kind,
    periodStartsAt: new Date(startsAt),
    periodEndsAt: new Date(endsAt),
  })
  await finalizeInvoice(tx, actor, id, { billed, lines, burns: new Map() })
  return id
}

/** Set-up and first fee, when the first billing period begins; null where neither costs anything. */
export async function issueStartInvoice(
  tx: Transaction,
  actor: Actor,
  billed: Billed,
  period: Span,
): Promise<string | null> {
  const lines = startLines(billed.plans.get(billed.planId)!, period)
  return lines.length === 0 ? null : issue(tx, actor, billed, 'start', period, lines)
}

export type CreditsPurchase = { amount: bigint; at: Date; description: string }

/** The invoice of a purchase of credits: they can be used once it is paid. `at` is the subscription's own time. */
export function issueCreditsInvoice(
  tx: Transaction,
  actor: Actor,
  billed: Billed,
  { amount, at, description }: CreditsPurchase,
): Promise<string> {
  const span = { startsAt: at.getTime(), endsAt: at.getTime() }
  const none = { planId: billed.planId, chargeKey: null, quantity: null, unit: '', calculation: {} }
  const line: RatedLine = { kind: 'purchase', description, amount, ...span, ...none }
  return issue(tx, actor, billed, 'credits', span, [line])
}
