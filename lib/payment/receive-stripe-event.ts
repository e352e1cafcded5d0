import { readEnv } from '#lib/core/env.ts'
import { AppError, toProblem } from '#lib/core/errors.ts'
import { newId } from '#lib/core/id.ts'
import { log } from '#lib/core/log.ts'
import { takeStripeEvent } from './stripe/take-event.ts'

const BODY_BYTES_MAX = 512 * 1024

async function readText(request: Request): Promise<string> {
  const length = Number(request.headers.get('content-length') ?? 0)
  const body = length > BODY_BYTES_MAX ? null : await request.text()
  if (body === null || body.length > BODY_BYTES_MAX)
    throw new AppError('payload_too_large', `A webhook has at most ${BODY_BYTES_MAX} bytes.`)
  return body
}

/**
 * Answers a webhook: 200 when it is stored (or was before), 400 when its signature is bad or old, 404 without Stripe, 500
 * when it could not be stored, so that Stripe sends it again.
 */
export async function receiveStripeEvent(request: Request): Promise<Response> {
  const requestId = newId('req')
  try {
    const { STRIPE_WEBHOOK_SECRET: webhookSecret, STRIPE_SECRET_KEY: secretKey } = readEnv()
    if (!webhookSecret || !secretKey) throw new AppError('not_found', 'Stripe is not configured here.')
    const signature = request.headers.get('stripe-signature')
    const { isNew } = await takeStripeEvent(await readText(request), signature, { webhookSecret, secretKey })
    return Response.json({ received: true, isNew })
  } catch (error) {
    if (!(error instanceof AppError)) log.error({ requestId, err: error }, 'a webhook could not be stored')
    const problem = toProblem(error, requestId)
    return Response.json(problem, {
      status: problem.status,
      headers: { 'content-type': 'application/problem+json' },
    })
  }
}
