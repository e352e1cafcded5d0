import { Prisma, type Reader } from '#lib/core/db.ts'
import type { InvoiceSums } from './schema/sums.ts'

type Row = { customerId: string; currency: string; open: string; overdue: string; paid: string }

/**
 * What customers owe and have paid, by customer and currency, as `InvoiceSums` says. Each customer's own clock decides what
 * is overdue. Held invoices have no amount yet, and void ones none any more.
 */
export async function readInvoiceSums(
  reader: Reader,
  customerIds: readonly string[],
): Promise<Map<string, InvoiceSums[]>> {
  const found = new Map<string, InvoiceSums[]>(customerIds.map((id) => [id, []]))
  if (customerIds.length === 0) return found
  const rows = await reader.$queryRaw<Row[]>(Prisma.sql`
    SELECT "customerId", "currency", sum("open")::text AS "open", sum("paid")::text AS "paid",
      coalesce(sum("open") FILTER (WHERE "dueAt" < "ownNow"), 0)::text AS "overdue"
    FROM (
      SELECT i."customerId", i."currency", i."dueAt", now() + o."clockOffsetMs" * interval '1 millisecond' AS "ownNow",
        CASE WHEN i."status" = 'open' THEN greatest(i."total" - i."amountPaid" - i."amountCredited", 0) ELSE 0 END AS "open",
        i."amountPaid" - coalesce(
          (SELECT sum(p."amount") FROM "payment" p WHERE p."invoiceId" = i."id" AND p."status" = 'refunded'), 0) AS "paid"
      FROM "invoice" i JOIN "customer" c ON c."id" = i."customerId" JOIN "organization" o ON o."id" = c."consumerId"
      WHERE i."customerId" = ANY(${[...customerIds]}::text[]) AND i."status" NOT IN ('held', 'void')
    ) s
    GROUP BY 1, 2 ORDER BY 1, 2`)
  for (const { customerId, currency, open, overdue, paid } of rows)
    found
      .get(customerId)!
      .push({ currency, open: BigInt(open), overdue: BigInt(overdue), paid: BigInt(paid) })
  return found
}
