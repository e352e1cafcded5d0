import { readEvidence, readEvidenceRequests } from '#lib/billing/evidence-queries.ts'
import type { Evidence, EvidenceQuery, EvidenceRequest } from '#lib/billing/schema/evidence.ts'
import type { Actor } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import { AppError, notFound } from '#lib/core/errors.ts'
import { getInvoice } from './queries.ts'
import type { InvoiceDetail, InvoiceLineItem } from './schema/invoice.ts'

type Narrower = Partial<Omit<EvidenceQuery, 'subscriptionId' | 'planId' | 'chargeKey'>>

type Time = { startsAt: Date; endsAt: Date }

/**
 * The time whose usage a line counts: the whole period, for a gateway that had not heard of a change of plans counted by the
 * old one beyond its time.
 */
async function countedTimeOf(invoice: InvoiceDetail, { adjustsInvoiceId }: InvoiceLineItem): Promise<Time> {
  const period = adjustsInvoiceId
    ? await db.invoice.findUniqueOrThrow({ where: { id: adjustsInvoiceId } })
    : invoice
  return { startsAt: period.periodStartsAt, endsAt: period.periodEndsAt }
}

/**
 * What a line's quantity is made of: days, hours, gateways or operations, and up to twenty requests, within the period that it
 * bills; units that gateways counted by a plan that was no longer in force among them.
 * For members of either side of the invoice. A line that counts no usage has none: `invalid_state`.
 */
export async function getLineEvidence(
  actor: Actor,
  invoiceId: string,
  lineId: string,
  { from, to, ...rest }: Narrower = {},
): Promise<Evidence & { sample: EvidenceRequest[] }> {
  const invoice = await getInvoice(actor, invoiceId)
  const line = invoice.lines.find(({ id }) => id === lineId)
  if (!line) notFound('line', lineId)
  const { planId, chargeKey, calculation } = line
  if (!planId || !chargeKey)
    throw new AppError('invalid_state', 'This line counts no usage: how it came about is on the invoice.')
  const { startsAt, endsAt } = await countedTimeOf(invoice, line)
  const later = from && new Date(from) > startsAt ? from : startsAt.toISOString()
  const earlier = to && new Date(to) < endsAt ? to : endsAt.toISOString()
  const wanted = {
    ...rest,
    subscriptionId: invoice.subscriptionId,
    planId,
    chargeKey,
    from: later,
    to: earlier,
  }
  const others = calculation.countedUnder ?? []
  const [evidence, sample] = await Promise.all([
    readEvidence(wanted, others),
    readEvidenceRequests(wanted, others),
  ])
  return { ...evidence, sample }
}
