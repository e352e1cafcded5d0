import { z } from 'zod'
import { LimitState } from '#gateway-sync/contract/usage.ts'
import { getDecision, listDecisions } from '#lib/decision/queries.ts'
import { ListDecisions } from '#lib/decision/schema.ts'
import { operation } from '../operation.ts'
import { Named, NamedWithSlug } from '../resources.ts'
import { Moment, pageOf } from '../schema.ts'

const tag = 'Decisions'

const DecisionListItem = z
  .object({
    id: z.string(),
    at: Moment,
    method: z.string(),
    path: z.string(),
    status: z.int().meta({ description: 'Sent to the client; 0 when it left before.' }),
    code: z.string().nullable().meta({ description: 'Why it was refused; null when the upstream answered.' }),
    title: z.string().nullable(),
    durationMs: z.number(),
    api: Named.nullable(),
    application: Named.nullable(),
    gateway: Named,
  })
  .meta({ id: 'DecisionListItem' })

const Decision = DecisionListItem.extend({
  explanation: z
    .object({ title: z.string(), detail: z.string(), nextStep: z.string() })
    .nullable()
    .meta({ description: 'The refusal in words; null when the upstream answered.' }),
  upstreamMs: z.number().nullable(),
  bytesIn: z.int(),
  bytesOut: z.int(),
  isCut: z.boolean().meta({ description: 'The client or the upstream broke off in mid-response.' }),
  revision: z.int().meta({ description: 'The configuration it was decided on.' }),
  operationKey: z.string().nullable(),
  organization: NamedWithSlug.nullable(),
  product: Named.nullable(),
  plan: Named.nullable(),
  subscription: z.object({ id: z.string(), status: z.string() }).nullable(),
  credential: z.object({ id: z.string(), name: z.string(), hint: z.string() }).nullable(),
  limit: z
    .object({
      kind: LimitState.shape.kind,
      charge: LimitState.shape.charge,
      rule: z.string(),
      limit: z.int(),
      used: z.int().meta({ description: 'Counted at the moment of the decision.' }),
      windowSeconds: z.int(),
      resetAt: Moment.meta({ description: 'When a request passes again.' }),
    })
    .nullable(),
}).meta({ id: 'Decision' })

export const decisionOperations = [
  operation({
    id: 'listDecisions',
    method: 'GET',
    path: '/decisions',
    tag,
    summary: 'List what gateways did with requests, newest first',
    description: 'Of your applications and at your APIs.',
    query: ListDecisions,
    response: pageOf(DecisionListItem),
    errors: ['not_found'],
    run: ({ actor, query }) => listDecisions(actor, query),
  }),
  operation({
    id: 'getDecision',
    method: 'GET',
    path: '/decisions/{decisionId}',
    tag,
    summary: 'Get why a gateway decided as it did',
    description:
      'A refusal carries the id as `decisionId`. For the consumer whose key it was and the API’s provider.',
    response: Decision,
    exampleAnswer: {
      id: 'dec_0mxkq2h8d0001',
      at: '2026-11-21T14:02:10.123Z',
      method: 'GET',
      path: '/accounts',
      status: 429,
      code: 'rate_limited',
      title: 'The rate limit of the plan is reached',
      durationMs: 0.4,
      api: { id: 'api_0mxkq2h8d0001', name: 'Accounts' },
      application: { id: 'app_0mxkq2h8d0001', name: 'Trading desk' },
      gateway: { id: 'gw_0mxkq2h8d0001', name: 'gw-frankfurt-1' },
      explanation: {
        title: 'The rate limit of the plan is reached',
        detail: 'The plan “Standard” allows 60 requests in a minute; 60 were counted.',
        nextStep: 'Send the request again in 12 seconds, or choose a plan with a higher limit.',
      },
      upstreamMs: null,
      bytesIn: 0,
      bytesOut: 512,
      isCut: false,
      revision: 44,
      operationKey: 'listAccounts',
      organization: { id: 'org_0mxkq2h8d0001', name: 'Trading', slug: 'trading' },
      product: { id: 'prod_0mxkq2h8d0001', name: 'Payments' },
      plan: { id: 'plan_0mxkq2h8d0002', name: 'Standard' },
      subscription: { id: 'sub_0mxkq2h8d0001', status: 'active' },
      credential: { id: 'cred_0mxkq2h8d0001', name: 'Production', hint: 'x7Qd' },
      limit: {
        kind: 'rate',
        rule: '60 requests in 60 s',
        limit: 60,
        used: 60,
        windowSeconds: 60,
        resetAt: '2026-11-21T14:02:22.000Z',
      },
    },
    run: ({ actor, params }) => getDecision(actor, params.decisionId),
  }),
]
