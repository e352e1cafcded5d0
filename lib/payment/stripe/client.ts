import Stripe from 'stripe'
import { readEnv } from '#lib/core/env.ts'
import { AppError } from '#lib/core/errors.ts'

const TIMEOUT_MS = 20_000
let kept: { key: string; client: Stripe } | undefined

/** The client of the installation's account, or null when none is configured. It does not retry by itself: tasks do. */
export function findStripe(): Stripe | null {
  const { STRIPE_SECRET_KEY: secret, STRIPE_API_BASE: base } = readEnv()
  if (!secret) return null
  const key = `${secret} ${base ?? ''}`
  if (kept?.key === key) return kept.client
  const url = base ? new URL(base) : null
  const client = new Stripe(secret, {
    maxNetworkRetries: 0,
    timeout: TIMEOUT_MS,
    telemetry: false,
    appInfo: { name: 'Gatehouse' },
    ...(url && {
      host: url.hostname,
      port: url.port || (url.protocol === 'https:' ? 443 : 80),
      protocol: url.protocol === 'https:' ? 'https' : 'http',
    }),
  })
  kept = { key, client }
  return client
}

/** The client; `invalid_state` when Stripe is not configured. */
export function requireStripe(): Stripe {
  const client = findStripe()
  if (!client)
    throw new AppError('invalid_state', 'Stripe is not configured here: set STRIPE_SECRET_KEY to use it.')
  return client
}
