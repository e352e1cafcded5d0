import { authorize, requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import type { RevenueSummary } from './schema.ts'

type FeeRow = { currency: string; monthly: string; subscriptions: number }
type InvoiceRow = {
  currency: string
  open: string
  overdue: string
  overdueInvoices: number
  heldInvoices: number
}

const readFees = (organizationId: string) => db.$queryRaw<FeeRow[]>`
  SELECT l."pricing"->>'currency' AS "currency", count(*)::int AS "subscriptions",
    round(sum((l."pricing"->>'recurringFee')::numeric / CASE l."pricing"->>'interval' WHEN 'year' THEN 12 ELSE 1 END))::text
      AS "monthly"
  FROM "subscription" s
  JOIN "application" a ON a."id" = s."applicationId" JOIN "organization" o ON o."id" = a."organizationId"
  JOIN "plan" l ON l."id" = s."planId" JOIN "api_product" p ON p."id" = l."productId"
  WHERE p."organizationId" = ${organizationId} AND NOT o."isSandbox" AND l."pricing" IS NOT NULL
    AND s."status" = 'active' AND s."renewsAt" IS NOT NULL AND s."renewsAt" > s."anchorAt"
  GROUP BY 1`

const readInvoices = (organizationId: string) => db.$queryRaw<InvoiceRow[]>`
  SELECT "currency",
    coalesce(sum("total" - "amountPaid" - "amountCredited") FILTER (WHERE "status" = 'open'), 0)::text AS "open",
    coalesce(sum("total" - "amountPaid" - "amountCredited")
      FILTER (WHERE "status" = 'open' AND "dueAt" < now()), 0)::text AS "overdue",
    (count(*) FILTER (WHERE "status" = 'open' AND "dueAt" < now()))::int AS "overdueInvoices",
    (count(*) FILTER (WHERE "status" = 'held'))::int AS "heldInvoices"
  FROM "invoice" WHERE "organizationId" = ${organizationId} AND NOT "isSandbox" AND "status" IN ('open', 'held')
  GROUP BY 1`

/** How an organization's billing stands now: recurring fees, what is open, overdue and held. Trials count nothing yet. */
export async function listRevenueSummaries(actor: Actor, organizationId: string): Promise<RevenueSummary[]> {
  requireSignedIn(actor)
  authorize(actor, 'billing:read', organizationId)
  const [fees, invoices] = await Promise.all([readFees(organizationId), readInvoices(organizationId)])
  const currencies = [...new Set([...fees, ...invoices].map(({ currency }) => currency))].sort()
  return currencies.map((currency) => {
    const fee = fees.find((row) => row.currency === currency)
    const invoice = invoices.find((row) => row.currency === currency)
    return {
      currency,
      monthlyRecurring: BigInt(fee?.monthly ?? 0),
      subscriptions: fee?.subscriptions ?? 0,
      open: BigInt(invoice?.open ?? 0),
      overdue: BigInt(invoice?.overdue ?? 0),
      overdueInvoices: invoice?.overdueInvoices ?? 0,
      heldInvoices: invoice?.heldInvoices ?? 0,
    }
  })
}
