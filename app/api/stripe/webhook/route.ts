import { receiveStripeEvent } from '#lib/payment/receive-stripe-event.ts'

/** Stripe's webhooks: stored and answered at once; a job follows them. */
export const POST = receiveStripeEvent
