import { db, Prisma } from '#lib/core/db.ts'
import type { RevenueQuery, RevenueRow } from './schema.ts'

export type Wanted = Omit<RevenueQuery, 'from' | 'to'> & { from: Date; to: Date }

/** What a line's kind counts as; what is carried from invoice to invoice counts as nothing. */
const CLASSES = Prisma.sql`
  CASE WHEN l."kind" IN ('fee', 'proration') THEN 'recurring'
    WHEN l."kind" IN ('usage', 'minimum', 'credit') OR (l."kind" = 'adjustment' AND l."planId" IS NOT NULL) THEN 'usage'
    WHEN l."kind" = 'setup' THEN 'setup' WHEN l."kind" = 'purchase' THEN 'credits' END`

/** Months are the customers' own time, as dates on invoices are. */
const KEYS = {
  month: Prisma.sql`to_char(r."at" AT TIME ZONE 'UTC', 'YYYY-MM')`,
  product: Prisma.sql`r."productId"`,
  plan: Prisma.sql`r."planId"`,
  customer: Prisma.sql`r."customerId"`,
} as const

const LABELS = {
  month: Prisma.sql`to_char(r."at" AT TIME ZONE 'UTC', 'YYYY-MM')`,
  product: Prisma.sql`coalesce(max(p."name"), max(r."productName"))`,
  plan: Prisma.sql`coalesce(max(p."name"), max(r."productName")) || ', ' || coalesce(max(n."name"), max(r."planName"))`,
  customer: Prisma.sql`coalesce(nullif(max(c."legalName"), ''), max(o."name"))`,
} as const

/** Lines as they were invoiced, and what credit notes took back of them, at the time when each was. */
const FACTS = Prisma.sql`
  SELECT i."issuedAt" AS "at", ${CLASSES} AS "class", l."amount"::numeric AS "amount", i."id" AS "invoiceId", l."planId"
    FROM "invoice_line" l JOIN "invoice" i ON i."id" = l."invoiceId"
  UNION ALL
  SELECT k."issuedAt", ${CLASSES}, -(e."part"->>'amount')::numeric, k."invoiceId", l."planId"
    FROM "credit_note" k CROSS JOIN LATERAL jsonb_array_elements(k."lines") AS e("part")
    JOIN "invoice_line" l ON l."id" = e."part"->>'lineId'`

type Row = { [Field in keyof RevenueRow]: RevenueRow[Field] extends bigint ? string : RevenueRow[Field] }

const sumOf = (name: string) =>
  Prisma.sql`coalesce(sum(r."amount") FILTER (WHERE r."class" = ${name}), 0)::text`

/** Sums of finalized invoices by key and currency. Sandboxes and void invoices are none. */
export function readRevenue({
  organizationId,
  groupBy = 'month',
  from,
  to,
  ...filter
}: Wanted): Promise<Row[]> {
  const only = (column: Prisma.Sql, id: string | undefined) =>
    id === undefined ? Prisma.empty : Prisma.sql`AND ${column} = ${id}`
  return db.$queryRaw<Row[]>(Prisma.sql`
    SELECT ${KEYS[groupBy]} AS "key", ${LABELS[groupBy]} AS "label", r."currency",
      ${sumOf('recurring')} AS "recurring", ${sumOf('usage')} AS "usage", ${sumOf('setup')} AS "setup",
      ${sumOf('credits')} AS "credits", sum(r."amount")::text AS "total"
    FROM (
      SELECT f."at", f."class", f."amount", i."currency", i."customerId",
        coalesce(f."planId", i."parties"->'plan'->>'id') AS "planId",
        i."parties"->'product'->>'id' AS "productId", i."parties"->'product'->>'name' AS "productName",
        i."parties"->'plan'->>'name' AS "planName"
      FROM (${FACTS}) f JOIN "invoice" i ON i."id" = f."invoiceId"
      WHERE f."class" IS NOT NULL AND i."organizationId" = ${organizationId} AND NOT i."isSandbox"
        AND i."status" NOT IN ('held', 'void') AND f."at" >= ${from} AND f."at" < ${to}
    ) r
    LEFT JOIN "api_product" p ON p."id" = r."productId" LEFT JOIN "plan" n ON n."id" = r."planId"
    JOIN "customer" c ON c."id" = r."customerId" JOIN "organization" o ON o."id" = c."consumerId"
    WHERE true ${only(Prisma.sql`r."productId"`, filter.productId)} ${only(Prisma.sql`r."planId"`, filter.planId)}
      ${only(Prisma.sql`r."customerId"`, filter.customerId)}
    GROUP BY 1, r."currency" ORDER BY 1, r."currency"`)
}
