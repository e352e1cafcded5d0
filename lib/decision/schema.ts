import { z } from 'zod'
import { isRefusalCode } from '#gateway-sync/contract/refusal.ts'
import type { LimitState } from '#gateway-sync/contract/usage.ts'
import { PageInput } from '#lib/core/page.ts'

const id = z.string().max(64).optional()

export const ListDecisions = PageInput.extend({
  /** Which side the actor stands on: its APIs (provider), its applications (consumer); left out: both. */
  side: z.enum(['provider', 'consumer']).optional(),
  organizationId: id,
  applicationId: id,
  subscriptionId: id,
  apiId: id,
  credentialId: id,
  code: z.string().max(64).refine(isRefusalCode, 'There is no such refusal code').optional(),
  isRefusedOnly: z.stringbool().or(z.boolean()).optional(),
})
export type ListDecisions = z.input<typeof ListDecisions>

export type Named = { id: string; name: string }

/** What a gateway did with one request, in a line. */
export type DecisionListItem = {
  id: string
  at: Date
  method: string
  path: string
  /** Status sent to the client; 0 when it left before. */
  status: number
  /** Refusal code; null when the upstream answered. */
  code: string | null
  /** The refusal in words; null when the upstream answered. */
  title: string | null
  durationMs: number
  api: Named | null
  application: Named | null
  gateway: Named
}

export type DecisionLimit = {
  kind: LimitState['kind']
  /** Key of the plan's charge whose units were limited; absent where requests were. */
  charge?: string | undefined
  /** The rule in words, e.g. `100 requests in 60 s`. */
  rule: string
  limit: number
  /** Counted at the moment of the decision. */
  used: number
  windowSeconds: number
  /** When a request passes again. */
  resetAt: Date
}

/** The whole explanation of one request's fate. */
export type Decision = DecisionListItem & {
  explanation: { title: string; detail: string; nextStep: string } | null
  upstreamMs: number | null
  bytesIn: number
  bytesOut: number
  /** The client or the upstream broke off in mid-response. */
  isCut: boolean
  /** The configuration it was decided on. */
  revision: number
  operationKey: string | null
  organization: (Named & { slug: string }) | null
  product: Named | null
  plan: Named | null
  subscription: { id: string; status: string } | null
  credential: { id: string; name: string; hint: string } | null
  limit: DecisionLimit | null
}
