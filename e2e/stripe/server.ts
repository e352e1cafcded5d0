// `node e2e/stripe/server.ts`: Stripe without the network, for the demo and the journeys. Never a place for real cards.
import { join } from 'node:path'
import { readEnv } from '#lib/core/env.ts'
import { log } from '#lib/core/log.ts'
import { startStripeServer } from './start-stripe-server.ts'

const env = readEnv()
if (!env.STRIPE_API_BASE || !env.STRIPE_WEBHOOK_SECRET)
  throw new Error(
    'Set STRIPE_API_BASE to where this server listens, and STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET.',
  )

const server = await startStripeServer({
  port: Number(new URL(env.STRIPE_API_BASE).port),
  webhookUrl: `http://127.0.0.1:${env.PORT}/api/stripe/webhook`,
  webhookSecret: env.STRIPE_WEBHOOK_SECRET,
  file: join(env.DATA_DIR, 'stripe.json'),
})
log.info({ url: server.url }, 'the Stripe server listens')

const stop = () => void server.stop().then(() => process.exit(0))
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
