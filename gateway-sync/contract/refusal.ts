/**
 * Why a gateway did not pass a request on. One entry a code: HTTP status, title, and whether the refusal is the
 * consumer's (4xx) or the platform's. `docs/errors/<code>.md` says what to check.
 */
export const refusals = {
  request_malformed: { status: 400, title: 'The request is malformed' },
  header_too_large: { status: 431, title: 'The request headers are too large' },
  body_too_large: { status: 413, title: 'The request body is too large' },
  request_timeout: { status: 408, title: 'The request took too long to arrive' },
  route_not_found: { status: 404, title: 'No API is served at this address' },
  credential_missing: { status: 401, title: 'No API key was sent' },
  credential_ambiguous: { status: 400, title: 'More than one API key was sent' },
  credential_unknown: { status: 401, title: 'The API key is not known' },
  credential_revoked: { status: 401, title: 'The API key was revoked' },
  credential_expired: { status: 401, title: 'The API key has expired' },
  subscription_missing: { status: 403, title: 'The application has no subscription to this API' },
  subscription_pending: { status: 403, title: 'The subscription waits for approval' },
  subscription_suspended: { status: 403, title: 'The subscription is suspended' },
  subscription_refused: { status: 403, title: 'The subscription was refused' },
  subscription_cancelled: { status: 403, title: 'The subscription was cancelled' },
  payment_overdue: { status: 402, title: 'The subscription is suspended until an invoice is paid' },
  credit_exhausted: { status: 402, title: 'The prepaid credits are used up' },
  spend_cap_reached: { status: 429, title: 'The spend cap of the subscription is reached' },
  rate_limited: { status: 429, title: 'The rate limit of the plan is reached' },
  quota_exhausted: { status: 429, title: 'The quota of the plan is used up' },
  quota_unavailable: { status: 503, title: 'The quota cannot be checked right now' },
  lease_expired: {
    status: 503,
    title: 'This gateway may not serve from an unconfirmed configuration any longer',
  },
  upstream_unreachable: { status: 502, title: 'The API did not accept the connection' },
  upstream_timeout: { status: 504, title: 'The API did not answer in time' },
  upstream_invalid: { status: 502, title: 'The API answered with a malformed response' },
  journal_unavailable: { status: 503, title: 'The gateway cannot record requests right now' },
  gateway_draining: { status: 503, title: 'This gateway is shutting down' },
} as const satisfies Record<string, { status: number; title: string }>

export type RefusalCode = keyof typeof refusals

export const isRefusalCode = (code: string): code is RefusalCode => Object.hasOwn(refusals, code)
