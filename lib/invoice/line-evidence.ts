import { readEvidence, readEvidenceRequests } from '#lib/billing/evidence-queries.ts'
import type { Evidence, EvidenceQuery, EvidenceRequest } from '#lib/billing/schema/evidence.ts'
import type { Actor } from '#lib/core/context.ts'
import { AppError, notFound } from '#lib/core/errors.ts'
import { getInvoice } from './queries.ts'

type Narrower = Partial<Omit<EvidenceQuery, 'subscriptionId' | 'planId' | 'chargeKey'>>

/**
 * What a line's quantity is made of: days, hours, gateways or operations, and up to twenty requests, within the line's time.
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
  const { planId, chargeKey, startsAt, endsAt } = line
  if (!planId || !chargeKey)
    throw new AppError('invalid_state', 'This line counts no usage: how it came about is on the invoice.')
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
  const [evidence, sample] = await Promise.all([readEvidence(wanted), readEvidenceRequests(wanted)])
  return { ...evidence, sample }
}
