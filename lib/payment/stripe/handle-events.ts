import type Stripe from 'stripe'
import { db, transaction } from '#lib/core/db.ts'
import { log } from '#lib/core/log.ts'
import { pauseMs } from '../outbound/pace.ts'
import { requireStripe } from './client.ts'
import { isMissing } from './judge-error.ts'
import { readStripeCustomer, takeOverMethod } from './read-customer.ts'
import { readStripeInvoice } from './read-invoice.ts'

const EVENTS_AT_ONCE = 20
const LEASE_MS = 120_000

type Hint = { id: string; type: string; objectId: string; attempts: number }

/** Reads again what a hint names. Answers false when the object is none of ours; null when the type says us nothing. */
async function follow(stripe: Stripe, { type, objectId }: Hint): Promise<boolean | null> {
  if (type === 'checkout.session.completed') return takeOverMethod(stripe, objectId)
  if (/^invoice\.\w+$/.test(type)) return readStripeInvoice(stripe, objectId)
  if (type === 'customer.updated' || type === 'customer.deleted') return readStripeCustomer(stripe, objectId)
  return null
}

async function claim(now: Date): Promise<Hint[]> {
  return transaction(async (tx) => {
    const due = await tx.$queryRaw<Hint[]>`
      SELECT "id", "type", "objectId", "attempts" FROM "stripe_event"
      WHERE "handledAt" IS NULL AND "nextAttemptAt" <= ${now}
      ORDER BY "nextAttemptAt", "receivedAt" LIMIT ${EVENTS_AT_ONCE} FOR UPDATE SKIP LOCKED`
    await tx.stripeEvent.updateMany({
      where: { id: { in: due.map(({ id }) => id) } },
      data: { attempts: { increment: 1 }, nextAttemptAt: new Date(now.getTime() + LEASE_MS) },
    })
    return due
  })
}

async function handle(stripe: Stripe, hint: Hint, now: Date): Promise<void> {
  const settle = (outcome: string) =>
    db.stripeEvent.update({ where: { id: hint.id }, data: { handledAt: now, outcome } })
  try {
    const isOurs = await follow(stripe, hint)
    await settle(isOurs === null ? 'ignored: type' : isOurs ? 'read' : 'ignored: object of somebody else')
  } catch (error) {
    if (isMissing(error)) return void (await settle('ignored: unknown to Stripe'))
    const outcome = (error instanceof Error ? error.message : String(error)).slice(0, 500)
    log.warn({ event: hint.id, type: hint.type, err: error }, 'a webhook could not be followed')
    await db.stripeEvent.update({
      where: { id: hint.id },
      data: { outcome, nextAttemptAt: new Date(now.getTime() + pauseMs(hint.attempts + 1)) },
    })
  }
}

/** Follows the stored webhooks that are due, in any order and any number of times: each is a hint to read again. */
export async function handleStripeEvents(now: Date, signal?: AbortSignal): Promise<'more' | 'done'> {
  const stripe = requireStripe()
  const due = await claim(now)
  for (const hint of due) {
    if (signal?.aborted) return 'done'
    await handle(stripe, hint, now)
  }
  return due.length === EVENTS_AT_ONCE ? 'more' : 'done'
}
