/**
 * Why a request was refused, in words: one text a code, for the problem document that a gateway sends and for the
 * decision page that a developer opens afterwards. Pure: the same record always reads the same.
 */
import { type RefusalCode, refusals } from './refusal.ts'
import type { LimitState } from './usage.ts'

export interface RefusalInput {
  code: RefusalCode
  /** As the portal shows it; left out when the plan is not known. */
  planName?: string
  /** What the limiter saw, when a limit refused. */
  limit?: LimitState
  /** When the request was accepted, ms since the epoch. */
  at: number
}

export interface RefusalExplanation {
  title: string
  detail: string
  nextStep: string
}

type Text = [
  detail: string | ((input: RefusalInput) => string),
  nextStep: string | ((input: RefusalInput) => string),
]

const planOf = (input: RefusalInput): string => (input.planName ? `The plan “${input.planName}”` : 'The plan')
const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`
const dayMs = 86_400_000

function windowText(seconds: number): string {
  if (seconds % 3600 === 0) return seconds === 3600 ? 'an hour' : plural(seconds / 3600, 'hour')
  if (seconds % 60 === 0) return seconds === 60 ? 'a minute' : plural(seconds / 60, 'minute')
  return seconds === 1 ? 'a second' : plural(seconds, 'second')
}

function waitText({ limit, at }: RefusalInput): string {
  if (!limit) return 'Wait as long as Retry-After says, then send the request again.'
  const seconds = Math.max(1, Math.ceil((limit.resetAt - at) / 1000))
  return `Send the request again in ${plural(seconds, 'second')} (${new Date(limit.resetAt).toISOString()}), or choose a plan with a higher limit.`
}

function rateText(input: RefusalInput): string {
  const { limit } = input
  if (!limit) return `${planOf(input)} allows no further request right now.`
  const window = windowText(limit.windowSeconds)
  return limit.kind === 'burst'
    ? `${planOf(input)} allows at most ${plural(limit.limit, 'request')} at once, refilled evenly over ${window}; none was left.`
    : `${planOf(input)} allows ${plural(limit.limit, 'request')} in ${window}; ${limit.used} were counted.`
}

function resumeText({ limit }: RefusalInput): string {
  return limit ? ` The next billing period begins at ${new Date(limit.resetAt).toISOString()}.` : ''
}

function quotaText(input: RefusalInput): string {
  const { limit } = input
  if (!limit) return `${planOf(input)} includes no further request in this period.`
  const period = limit.windowSeconds * 1000 > dayMs ? 'calendar month (UTC)' : 'day (UTC)'
  return `${planOf(input)} includes ${plural(limit.limit, 'request')} a ${period}; ${limit.used} were used.`
}

const texts: Record<RefusalCode, Text> = {
  request_malformed: [
    'The request breaks a rule of HTTP that the gateway holds strictly, so it was not passed on.',
    'Check the request line, the Host, length and encoding headers, and send each of them once.',
  ],
  header_too_large: [
    'The headers together are larger than the gateway accepts.',
    'Send fewer or shorter headers and cookies.',
  ],
  body_too_large: [
    'The body is larger than this API accepts.',
    'Send less at a time, or ask the provider for a higher limit.',
  ],
  request_timeout: ['The request did not arrive whole in time.', 'Check the connection, then send it again.'],
  route_not_found: [
    'No API is served under this path and host.',
    'Compare the address with the one on the API’s reference page; it begins with the API’s short name.',
  ],
  credential_missing: [
    'This API is called with an API key, and none was found where this API looks for one.',
    'Send the key in the header that the reference names, usually X-API-Key.',
  ],
  credential_ambiguous: [
    'The request carries more than one API key, so it is not clear who is calling.',
    'Send the key once, in one place.',
  ],
  credential_unknown: [
    'The key is not one that this gateway knows.',
    'Compare it with the key that was shown on creation: mistyped, cut, or made for another environment?',
  ],
  credential_revoked: [
    'The key was revoked and opens nothing any more.',
    'Create a new key for the application and use that.',
  ],
  credential_expired: ['The key’s expiry has passed.', 'Create a new key for the application and use that.'],
  subscription_missing: [
    'The key is valid, but its application has no subscription to a plan that includes this API.',
    'Subscribe the application to a plan of a product that includes this API.',
  ],
  subscription_pending: [
    'The subscription was requested and the provider has not decided yet.',
    'Wait for the provider’s approval.',
  ],
  subscription_suspended: [
    'The provider has suspended the subscription.',
    'Ask the provider why, and to resume it.',
  ],
  subscription_refused: [
    'The provider refused the subscription.',
    'Ask the provider, or choose another plan.',
  ],
  subscription_cancelled: ['The subscription was cancelled.', 'Subscribe the application again.'],
  payment_overdue: [
    'An invoice of this subscription is overdue, so it is suspended.',
    'Pay the open invoice in the portal; requests pass again as soon as the payment has arrived.',
  ],
  credit_exhausted: [
    (input) => `${planOf(input)} is prepaid, and no credit is left for this request.`,
    'Buy credits in the portal; requests pass again as soon as they are there.',
  ],
  spend_cap_reached: [
    (input) =>
      `Your organization set a cap on what this subscription may spend in a period, and this request would exceed it.${resumeText(input)}`,
    'Raise or remove the spend cap in the portal, or wait for the next billing period.',
  ],
  rate_limited: [rateText, waitText],
  quota_exhausted: [quotaText, waitText],
  quota_unavailable: [
    'The plan has a quota, or the subscription’s spend is limited, and the gateway could not have a part of it granted in time; it passes nothing uncounted.',
    'Send the request again in a few seconds.',
  ],
  lease_expired: [
    'The gateway has not heard from its control plane for so long that it may not serve any more.',
    'Send the request again later; the operator has to restore the connection.',
  ],
  upstream_unreachable: [
    'The gateway passed the request, but the API’s server did not accept it.',
    'Send the request again later, or ask the provider.',
  ],
  upstream_timeout: [
    'The gateway passed the request, but the API’s server did not answer in time. It may have acted on it.',
    'Check whether the request took effect before sending it again.',
  ],
  upstream_invalid: [
    'The API’s server answered with something that is not a valid HTTP response.',
    'Tell the provider, with this decision’s id.',
  ],
  journal_unavailable: [
    'The gateway could not write the request to its journal, and it passes nothing unrecorded.',
    'Send the request again later; the operator has to look at the gateway’s disk.',
  ],
  gateway_draining: [
    'The gateway is being stopped and takes no new requests.',
    'Send the request again: another gateway answers.',
  ],
}

/**
 * Explains a refusal. `title` is the code's, `detail` says what the gateway saw (plan, counter, limit), `nextStep`
 * what the caller can do. Holds no secret: keys are never part of the input.
 */
export function explainRefusal(input: RefusalInput): RefusalExplanation {
  const [detail, nextStep] = texts[input.code]
  return {
    title: refusals[input.code].title,
    detail: typeof detail === 'string' ? detail : detail(input),
    nextStep: typeof nextStep === 'string' ? nextStep : nextStep(input),
  }
}
