import Stripe from 'stripe'
import { AppError } from '#lib/core/errors.ts'
import type { Verdict } from '../outbound/run-due-tasks.ts'

const { errors } = Stripe

/** Stripe keeps an answer under its idempotency key, errors of its own included: the same key gets it again. */
const isKept = (error: Stripe.errors.StripeError): boolean =>
  error.headers?.['idempotent-replayed'] === 'true'

/** Whether to try again what failed with this error. What is not Stripe's (the database is away) is tried again. */
export function judgeError(error: unknown): Verdict {
  if (!(error instanceof errors.StripeError)) return error instanceof AppError ? 'fail' : 'retry'
  if (isKept(error) && (error.statusCode ?? 0) >= 500) return 'rekey'
  // A wrong key, or one without permission, is mended by the operator: the work is still to be done.
  const isOperators =
    error instanceof errors.StripeAuthenticationError || error instanceof errors.StripePermissionError
  if (isOperators || error instanceof errors.StripeRateLimitError) return 'retry'
  if (error instanceof errors.StripeIdempotencyError) return 'rekey'
  return error instanceof errors.StripeInvalidRequestError ? 'fail' : 'retry'
}

/** True when Stripe does not know the object: another account's, or deleted. */
export const isMissing = (error: unknown): boolean =>
  error instanceof errors.StripeInvalidRequestError && error.code === 'resource_missing'

/** Runs a call that a person waits for. Stripe's being away, or busy, is `unavailable` with a way out. */
export async function orUnavailable<T>(call: Promise<T>): Promise<T> {
  try {
    return await call
  } catch (error) {
    if (!(error instanceof errors.StripeError) || judgeError(error) === 'fail') throw error
    throw new AppError(
      'unavailable',
      'Stripe does not answer at the moment. Nothing was charged; try again in a minute.',
      {
        cause: error,
      },
    )
  }
}
