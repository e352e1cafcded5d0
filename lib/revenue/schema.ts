import { z } from 'zod'

const time = z.iso.datetime({
  offset: true,
  error: 'Give date and time with zone, e.g. 2026-11-21T00:00:00Z',
})

export const REVENUE_GROUPS = ['month', 'product', 'plan', 'customer'] as const

export const RevenueQuery = z.object({
  organizationId: z.string().min(1).max(64),
  groupBy: z.enum(REVENUE_GROUPS).default('month'),
  /** Issued from …; default: twelve months before `to`. */
  from: time.optional(),
  /** Issued before …; default: now. */
  to: time.optional(),
  productId: z.string().max(64).optional(),
  planId: z.string().max(64).optional(),
  customerId: z.string().max(64).optional(),
})
export type RevenueQuery = z.input<typeof RevenueQuery>

/** Sums of invoiced lines before tax, less what credit notes took back. Minor units of `currency`. */
export type RevenueSums = {
  currency: string
  /** Fees and what changes of plan cost. */
  recurring: bigint
  /** Usage, minimum and late usage, less what prepaid credits covered. */
  usage: bigint
  setup: bigint
  /** Prepaid credits that were sold. */
  credits: bigint
  total: bigint
}

/** A month (`2026-11`), product, plan or customer, in one currency. */
export type RevenueRow = RevenueSums & { key: string; label: string }

export type Revenue = {
  groupBy: (typeof REVENUE_GROUPS)[number]
  from: string
  to: string
  rows: RevenueRow[]
  /** One a currency. */
  totals: RevenueSums[]
}

export const MovementQuery = RevenueQuery.pick({ organizationId: true, from: true, to: true })
export type MovementQuery = z.input<typeof MovementQuery>

/** A plan that subscriptions came from or went to, with its product. */
export type MovedPlan = {
  id: string
  name: string
  version: number
  product: { id: string; name: string }
}

/** Subscriptions that began, ended, or moved from one plan to another; null: none. */
export type PlanMovement = {
  from: MovedPlan | null
  to: MovedPlan | null
  count: number
}

/** How it stands now, one a currency. Minor units. */
export type RevenueSummary = {
  currency: string
  /** Fees of subscriptions that are active, by the month; a year's fee counts a twelfth. */
  monthlyRecurring: bigint
  subscriptions: number
  open: bigint
  overdue: bigint
  overdueInvoices: number
  heldInvoices: number
}
