import { explainRefusal, type LimitState, type RefusalCode, refusals } from '#gateway-sync/contract/index.ts'

/** Connections on which a refusal of this kind leaves the reader's place in doubt are closed. */
const closing = new Set<RefusalCode>([
  'request_malformed',
  'header_too_large',
  'body_too_large',
  'request_timeout',
  'gateway_draining',
])

export interface Problem {
  status: number
  body: Buffer
  mustClose: boolean
}

export interface ProblemInput {
  code: RefusalCode
  decisionId: string
  at: number
  docsUrl: string
  planName: string | undefined
  limit: LimitState | null
  /** What exactly is wrong, where the code's text is general. */
  fault: string
}

/** The RFC 9457 document of a refusal. */
export function problemOf(input: ProblemInput): Problem {
  const { code, decisionId, at, planName, limit, fault } = input
  const { status } = refusals[code]
  const text = explainRefusal({ code, at, ...(planName && { planName }), ...(limit && { limit }) })
  const document = {
    type: `${input.docsUrl}/${code}`,
    title: text.title,
    status,
    detail: fault === '' ? text.detail : `${text.detail} Here: ${fault}.`,
    code,
    decisionId,
    nextStep: text.nextStep,
    ...(limit && { limit: { ...limit, resetAt: new Date(limit.resetAt).toISOString() } }),
  }
  return { status, body: Buffer.from(JSON.stringify(document)), mustClose: closing.has(code) }
}
