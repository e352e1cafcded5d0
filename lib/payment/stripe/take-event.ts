import Stripe from 'stripe'
import { db } from '#lib/core/db.ts'
import { AppError } from '#lib/core/errors.ts'
import { log } from '#lib/core/log.ts'

/** Older than this, and a signature is refused: somebody replays what they once saw. */
const TOLERANCE_SECONDS = 300

const objectIdOf = (event: Stripe.Event): string => {
  const { object } = event.data as { object: { id?: unknown } }
  return typeof object.id === 'string' ? object.id : ''
}

/** Why an event is none of ours, by what it says itself; empty when it may be. */
function notOurs(event: Stripe.Event, secretKey: string): string {
  if (event.account) return `ignored: of the account ${event.account}`
  const isLive = /_live_/.test(secretKey)
  return event.livemode === isLive ? '' : `ignored: ${event.livemode ? 'live' : 'test'} mode`
}

/**
 * Takes in a webhook: its signature is checked on the raw body, and it is stored once. What it says is only a hint, so
 * nothing of it but type and object is kept. Throws `invalid_input` for a bad or old signature and for what is no event.
 */
export async function takeStripeEvent(
  rawBody: string,
  signature: string | null,
  secrets: { webhookSecret: string; secretKey: string },
): Promise<{ id: string; isNew: boolean }> {
  let event: Stripe.Event
  try {
    event = Stripe.webhooks.constructEvent(rawBody, signature ?? '', secrets.webhookSecret, TOLERANCE_SECONDS)
  } catch (error) {
    log.warn({ reason: error instanceof Error ? error.name : 'unknown' }, 'a webhook was refused')
    throw new AppError('invalid_input', 'The signature does not fit the body, or is too old.', {
      cause: error,
    })
  }
  if (typeof event?.id !== 'string' || typeof event.type !== 'string' || !event.data?.object)
    throw new AppError('invalid_input', 'This is no event.')
  const outcome = notOurs(event, secrets.secretKey)
  const { count } = await db.stripeEvent.createMany({
    data: [
      {
        id: event.id,
        type: event.type,
        objectId: objectIdOf(event),
        outcome,
        ...(outcome && { handledAt: new Date() }),
      },
    ],
    skipDuplicates: true,
  })
  return { id: event.id, isNew: count === 1 }
}
