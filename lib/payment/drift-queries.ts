import { z } from 'zod'
import { authorize, requireSignedIn, targetOrganizationId } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import { type Page, PageInput, pageArgs, toPage } from '#lib/core/page.ts'
import { parse } from '#lib/core/parse.ts'
import type { DriftItem, OutboundItem } from './schema.ts'

export const ListDrift = PageInput.extend({
  organizationId: z.string().max(64).optional(),
  /** Only what still stands. */
  isOpen: z
    .enum(['true', 'false'])
    .transform((value) => value === 'true')
    .optional(),
})
export type ListDrift = z.input<typeof ListDrift>

type Named = { name: string; currency: string | null }

/** Names of what drifted: an invoice's number, with its currency; a customer's name. */
async function namesOf(ids: string[]): Promise<Map<string, Named>> {
  const [invoices, customers] = await Promise.all([
    db.invoice.findMany({ where: { id: { in: ids } }, select: { id: true, number: true, currency: true } }),
    db.customer.findMany({
      where: { id: { in: ids } },
      select: { id: true, legalName: true, consumer: { select: { name: true } } },
    }),
  ])
  return new Map<string, Named>([
    ...invoices.map(({ id, number, currency }) => [id, { name: number ?? id, currency }] as const),
    ...customers.map(
      ({ id, legalName, consumer }) => [id, { name: legalName || consumer.name, currency: null }] as const,
    ),
  ])
}

/** Where Stripe says otherwise than the house, newest first, as the last comparison found it. */
export async function listDrift(actor: Actor, input: ListDrift = {}): Promise<Page<DriftItem>> {
  requireSignedIn(actor)
  const { organizationId: named, isOpen, ...page } = parse(ListDrift, input)
  const organizationId = targetOrganizationId(actor, named)
  authorize(actor, 'billing:read', organizationId)
  const rows = await db.stripeDrift.findMany({
    where: { organizationId, ...(isOpen !== undefined && { repairedAt: isOpen ? null : { not: null } }) },
    ...pageArgs(page),
  })
  const { data, nextCursor } = toPage(rows, page)
  const names = await namesOf(data.map(({ objectId }) => objectId))
  const items = data.map(({ organizationId: _, ...row }) => ({
    ...row,
    objectKind: row.objectKind === 'customer' ? ('customer' as const) : ('invoice' as const),
    objectName: names.get(row.objectId)?.name ?? row.objectId,
    currency: names.get(row.objectId)?.currency ?? null,
  }))
  return { data: items, nextCursor }
}

/** What is still on its way to Stripe, and what was given up, for a provider's invoices and credit notes. */
export async function listOutboundTasks(actor: Actor, named?: string): Promise<OutboundItem[]> {
  requireSignedIn(actor)
  const organizationId = targetOrganizationId(actor, named)
  authorize(actor, 'billing:read', organizationId)
  return db.$queryRaw<OutboundItem[]>`
    SELECT t."id", t."kind", t."objectId", coalesce(i."number", n."number", t."objectId") AS "objectName",
      coalesce(i."id", n."invoiceId") AS "invoiceId", t."status", t."attempts", t."lastError", t."nextAttemptAt"
    FROM "outbound_task" t
    LEFT JOIN "invoice" i ON i."id" = t."objectId"
    LEFT JOIN "credit_note" n ON n."id" = t."objectId"
    WHERE t."status" <> 'done' AND coalesce(i."organizationId", n."organizationId") = ${organizationId}
    ORDER BY t."id" DESC LIMIT 100`
}
