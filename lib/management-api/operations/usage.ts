import { z } from 'zod'
import { getQuotaUse, getUsage } from '#lib/usage/queries.ts'
import { Usage, UsageQuery } from '#lib/usage/schema.ts'
import { operation } from '../operation.ts'
import { Moment } from '../schema.ts'

const tag = 'Usage'

const QuotaUse = z
  .object({
    subscriptionId: z.string(),
    limit: z.int().nullable().meta({ description: 'Null: the plan has no quota.' }),
    period: z.enum(['day', 'month']).nullable(),
    used: z.int().meta({ description: 'Passed on in the period, as metered.' }),
    granted: z.int().meta({ description: 'Granted to gateways so far.' }),
    resetAt: Moment.nullable(),
  })
  .meta({ id: 'QuotaUse' })

const sums = {
  requests: 1204,
  billable: 1180,
  refused: 24,
  errors: 3,
  bytesIn: 0,
  bytesOut: 482_133,
  p50: 18,
  p95: 62,
  p99: 140,
}

export const usageOperations = [
  operation({
    id: 'getUsage',
    method: 'GET',
    path: '/usage',
    tag,
    summary: 'Get requests, refusals, errors and latency',
    description:
      'Of the last 24 hours unless told. Ranges over three hours are read in whole hours. What a gateway served shows ' +
      'within about a second.',
    query: UsageQuery,
    response: Usage.meta({ id: 'Usage' }),
    errors: ['not_found'],
    exampleAnswer: {
      data: [{ key: 'api_0mxkq2h8d0001/listAccounts', label: 'GET /accounts', ...sums }],
      total: sums,
      from: '2026-11-20T14:00:00.000Z',
      to: '2026-11-21T15:00:00.000Z',
      groupBy: 'operation',
      interval: null,
    },
    run: ({ actor, query }) => getUsage(actor, query),
  }),
  operation({
    id: 'getQuotaUse',
    method: 'GET',
    path: '/subscriptions/{subscriptionId}/quota',
    tag,
    summary: 'Get how much of its quota a subscription has used',
    response: QuotaUse,
    run: ({ actor, params }) => getQuotaUse(actor, params.subscriptionId),
  }),
]
