import { type EvidenceSearch, evidenceQuery } from '#components/invoice/evidence-url.ts'
import { orNotFound } from '#lib/auth/or-not-found.ts'
import { requireOrganization } from '#lib/auth/require-organization.ts'
import { can } from '#lib/core/authorize.ts'
import { getDunningTimeline } from '#lib/dunning/queries.ts'
import { getLineEvidence } from '#lib/invoice/line-evidence.ts'
import { listInvoiceAttempts } from '#lib/invoice/list-attempts.ts'
import { getInvoice } from '#lib/invoice/queries.ts'

/** The invoice of the address with its course and the line that is open, and what the reader may do with it. */
export async function invoiceOf(slug: string, id: string, search: EvidenceSearch) {
  const { actor, organization, base } = await requireOrganization(slug)
  const { organizationId, role } = organization
  const invoice = await orNotFound(getInvoice(actor, id))
  const [attempts, timeline, evidence] = await Promise.all([
    listInvoiceAttempts(actor, invoice),
    getDunningTimeline(actor, id),
    search.line ? orNotFound(getLineEvidence(actor, id, search.line, evidenceQuery(search))) : null,
  ])
  return {
    ...{ base, invoice, attempts, timeline, evidence },
    mayManage: invoice.provider.id === organizationId && can(actor, 'billing:manage', organizationId),
    seesGateways: actor.isOperator || role === 'owner',
  }
}
