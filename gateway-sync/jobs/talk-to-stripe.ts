import { readEnv } from '#lib/core/env.ts'
import { handleStripeEvents } from '#lib/payment/stripe/handle-events.ts'
import { reconcileStripe } from '#lib/payment/stripe/reconcile.ts'
import { runStripeTasks } from '#lib/payment/stripe/run-stripe-tasks.ts'
import type { Job } from './job.ts'

const SECOND_MS = 1_000

/** What goes out to Stripe, what it hinted at, and once an hour whether both sides agree. */
export function talkToStripeJobs(): Job[] {
  if (!readEnv().STRIPE_SECRET_KEY) return []
  return [
    { name: 'stripe-tasks', everyMs: SECOND_MS, run: runStripeTasks },
    { name: 'stripe-events', everyMs: SECOND_MS, run: handleStripeEvents },
    { name: 'stripe-reconciliation', everyMs: 3_600 * SECOND_MS, run: reconcileStripe },
  ]
}
