import { organizationIdsOf, requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { DUNNING_DEFAULTS, dunningSchedule } from './schema/schedule.ts'
import { type DunningEventKind, DunningStatus, type DunningTimeline } from './schema.ts'

/** What the history calls the steps of an invoice's payment. */
const kinds: Record<string, DunningEventKind> = {
  'invoice.payment_received': 'paid',
  'invoice.payment_failed': 'payment_failed',
  'invoice.payment_refunded': 'refunded',
  'invoice.payment_retried': 'payment_retried',
  'invoice.payment_reminded': 'reminded',
  'invoice.grace_ended': 'suspended',
}

type Noted = { at?: unknown; failure?: unknown }

/** Steps of the history, at the time that the subscription's own clock showed. */
async function eventsOf(invoiceId: string): Promise<DunningTimeline['events']> {
  const entries = await db.auditEntry.findMany({
    where: { objectKind: 'invoice', objectId: invoiceId, event: { in: Object.keys(kinds) } },
    orderBy: { id: 'asc' },
    take: 200,
  })
  return entries.map(({ event, after, createdAt }) => {
    const { at, failure } = (after ?? {}) as Noted
    return {
      kind: kinds[event]!,
      at: typeof at === 'string' ? new Date(at) : createdAt,
      detail: typeof failure === 'string' ? failure : '',
    }
  })
}

/** The course of an invoice's payment, for the side that is paid and the one that pays; else `not_found`. */
export async function getDunningTimeline(actor: Actor, invoiceId: string): Promise<DunningTimeline> {
  requireSignedIn(actor)
  const mine = organizationIdsOf(actor)
  const invoice =
    (await db.invoice.findFirst({
      where: { id: invoiceId, OR: [{ organizationId: mine }, { customer: { consumerId: mine } }] },
      include: { customer: { include: { organization: { include: { billingSettings: true } } } } },
    })) ?? notFound('invoice', invoiceId)
  const { issuedAt, dueAt, status, nextDunningAt, dunningSteps } = invoice
  const schedule = dueAt
    ? dunningSchedule(invoice.customer.organization.billingSettings ?? DUNNING_DEFAULTS, dueAt)
    : []
  const fixed: DunningTimeline['events'] = [
    ...(issuedAt ? [{ kind: 'issued' as const, at: issuedAt, detail: '' }] : []),
    ...(dueAt ? [{ kind: 'due' as const, at: dueAt, detail: '' }] : []),
  ]
  return {
    invoiceId,
    status: DunningStatus.parse(invoice.dunningStatus),
    events: [...fixed, ...(await eventsOf(invoiceId))].sort((a, b) => a.at.getTime() - b.at.getTime()),
    ahead: status === 'open' && nextDunningAt ? schedule.slice(dunningSteps) : [],
  }
}
