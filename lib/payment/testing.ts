// Stripe's side for tests: the stateful server of e2e/stripe, the real client, and the route for its webhooks.
import { expect } from 'vitest'
import { listenForWebhooks } from '#e2e/stripe/listen-for-webhooks.ts'
import { type StripeServer, startStripeServer } from '#e2e/stripe/start-stripe-server.ts'
import { db } from '#lib/core/db.ts'
import { advanceDunning } from '#lib/dunning/advance-dunning.ts'
import { handleStripeEvents } from './stripe/handle-events.ts'
import { runStripeTasks } from './stripe/run-stripe-tasks.ts'

export const WEBHOOK_SECRET = 'whsec_tests'

export type StripeUnderTest = {
  server: StripeServer
  webhookUrl: string
  /** Runs every job until nothing is left to do at `now` (default: a minute ahead, so that pauses are over). */
  settle: (now?: Date) => Promise<void>
  /** A person enters a card on one of Stripe's pages. */
  enterCard: (url: string, card?: string) => Promise<Response>
  stop: () => Promise<void>
}

/** Starts all of it and points the house at it. */
export async function startStripeUnderTest(): Promise<StripeUnderTest> {
  const { http, url: webhookUrl } = await listenForWebhooks(0)
  const server = await startStripeServer({ port: 0, webhookUrl, webhookSecret: WEBHOOK_SECRET })
  process.env.STRIPE_SECRET_KEY = 'sk_test_house'
  process.env.STRIPE_WEBHOOK_SECRET = WEBHOOK_SECRET
  process.env.STRIPE_API_BASE = server.url

  const isQuiet = async (now: Date) => {
    const [tasks, events] = await Promise.all([
      db.outboundTask.count({ where: { status: 'pending', nextAttemptAt: { lte: now } } }),
      db.stripeEvent.count({ where: { handledAt: null, nextAttemptAt: { lte: now } } }),
    ])
    return tasks + events === 0 && server.webhooks.isIdle
  }
  const settle = async (now = new Date(Date.now() + 60_000)) => {
    do {
      await expect.poll(() => server.webhooks.isIdle, { timeout: 20_000 }).toBe(true)
      await runStripeTasks(now)
      await handleStripeEvents(now)
      await advanceDunning(now)
    } while (!(await isQuiet(now)))
  }
  return {
    server,
    webhookUrl,
    settle,
    enterCard: (url, card = '4242424242424242') =>
      fetch(url, {
        method: 'POST',
        redirect: 'manual',
        body: new URLSearchParams({ card, expiry: '12 / 34', cvc: '123' }),
      }),
    stop: async () => {
      await server.stop()
      http.close()
      http.closeAllConnections()
      for (const name of ['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET', 'STRIPE_API_BASE'])
        delete process.env[name]
    },
  }
}
