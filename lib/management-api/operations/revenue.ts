import { z } from 'zod'
import { exportRevenue, getRevenue, listPlanMovements, listRevenueSummaries } from '#lib/revenue/queries.ts'
import { MovementQuery, REVENUE_GROUPS, RevenueQuery } from '#lib/revenue/schema.ts'
import { operation } from '../operation.ts'
import { MinorUnits } from '../schema.ts'

const tag = 'Revenue'
const path = '/organizations/{organizationId}/revenue'
const withoutOrganization = { organizationId: true } as const

const amounts = {
  currency: z.string(),
  recurring: MinorUnits,
  usage: MinorUnits,
  setup: MinorUnits,
  credits: MinorUnits.meta({ description: 'Prepaid credits that were sold.' }),
  total: MinorUnits,
}
const Revenue = z
  .object({
    groupBy: z.enum(REVENUE_GROUPS),
    from: z.string(),
    to: z.string(),
    rows: z.array(z.object({ key: z.string(), label: z.string(), ...amounts })),
    totals: z.array(z.object(amounts)).meta({ description: 'One a currency.' }),
  })
  .meta({ id: 'Revenue' })

const MovedPlan = z.object({
  id: z.string(),
  name: z.string(),
  version: z.int(),
  product: z.object({ id: z.string(), name: z.string() }),
})
const Movements = z.object({
  data: z.array(
    z
      .object({
        from: MovedPlan.nullable().meta({ description: 'Null: it began.' }),
        to: MovedPlan.nullable().meta({ description: 'Null: it ended.' }),
        count: z.int(),
      })
      .meta({ id: 'PlanMovement' }),
  ),
})

const Summaries = z.object({
  data: z.array(
    z
      .object({
        currency: z.string(),
        monthlyRecurring: MinorUnits.meta({
          description: 'Of active subscriptions; a year’s fee counts a twelfth.',
        }),
        subscriptions: z.int(),
        open: MinorUnits,
        overdue: MinorUnits,
        overdueInvoices: z.int(),
        heldInvoices: z.int(),
      })
      .meta({ id: 'RevenueSummary' }),
  ),
})

export const revenueOperations = [
  operation({
    id: 'getRevenue',
    method: 'GET',
    path,
    tag,
    summary: 'Get what was invoiced, by month, product, plan or customer',
    description: 'Before tax, less credit notes, without sandboxes. Of twelve months unless told.',
    query: RevenueQuery.omit(withoutOrganization),
    response: Revenue,
    errors: ['forbidden'],
    run: ({ actor, params, query }) => getRevenue(actor, { ...query, ...params }),
  }),
  operation({
    id: 'exportRevenue',
    method: 'GET',
    path: `${path}/csv`,
    tag,
    summary: 'Export revenue as CSV',
    query: RevenueQuery.omit(withoutOrganization),
    fileTypes: ['text/csv'],
    errors: ['forbidden'],
    run: async ({ actor, params, query }) => ({
      bytes: new TextEncoder().encode(await exportRevenue(actor, { ...query, ...params })),
      contentType: 'text/csv',
      fileName: 'revenue.csv',
    }),
  }),
  operation({
    id: 'listPlanMovements',
    method: 'GET',
    path: `${path}/movements`,
    tag,
    summary: 'List how subscriptions began, ended and moved between plans',
    query: MovementQuery.omit(withoutOrganization),
    response: Movements,
    errors: ['forbidden'],
    run: async ({ actor, params, query }) => ({
      data: await listPlanMovements(actor, { ...query, ...params }),
    }),
  }),
  operation({
    id: 'listRevenueSummaries',
    method: 'GET',
    path: `${path}/summary`,
    tag,
    summary: 'Get how billing stands now: recurring, open, overdue, held',
    response: Summaries,
    errors: ['forbidden'],
    run: async ({ actor, params }) => ({ data: await listRevenueSummaries(actor, params.organizationId) }),
  }),
]
