import { startLines } from '#lib/billing/rating/rate-period.ts'
import { audit } from '#lib/core/audit.ts'
import { requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { type Transaction, transaction } from '#lib/core/db.ts'
import { AppError } from '#lib/core/errors.ts'
import { parse } from '#lib/core/parse.ts'
import { creditWhole } from './credit-lines.ts'
import { finalizeInvoice } from './finalize-invoice.ts'
import type { Billed } from './load-billed.ts'
import { lockBilled } from './lock-billed.ts'
import { invoiceObject, type LockedInvoice, lockInvoice } from './lock-invoice.ts'
import { makeInvoice } from './make-invoice.ts'
import { rebillDifferences } from './rebill-differences.ts'
import { releaseBurns } from './release-burns.ts'
import { type Rebill, RebillInvoice } from './schema/changes.ts'
import { InvoiceKind, InvoiceParties } from './schema/invoice.ts'
import { settleInvoice } from './settle-invoice.ts'
import { writeCreditNote } from './write-credit-note.ts'

/** The period rated and finalized anew; held while usage is missing. */
async function billAnew(
  tx: Transaction,
  actor: Actor,
  billed: Billed,
  invoice: LockedInvoice,
): Promise<string> {
  const { periodStartsAt, periodEndsAt, feePlanId, feeEndsAt } = invoice
  const kind = InvoiceKind.parse(invoice.kind)
  const attempt = invoice.attempt + 1
  const id = await makeInvoice(tx, billed, {
    ...{ kind, periodStartsAt, periodEndsAt, feePlanId, feeEndsAt, attempt },
  })
  if (kind !== 'start') await settleInvoice(tx, actor, billed, id)
  else {
    const plan = billed.plans.get(InvoiceParties.parse(invoice.parties).plan.id)
    if (!plan) throw new AppError('invalid_state', 'The plan of this invoice has no price any more.')
    const span = { startsAt: periodStartsAt.getTime(), endsAt: periodEndsAt.getTime() }
    await finalizeInvoice(tx, actor, id, { billed, lines: startLines(plan, span), burns: new Map() })
  }
  return id
}

async function rebill(tx: Transaction, actor: Actor, { id, reason }: RebillInvoice): Promise<Rebill> {
  const invoice = await lockInvoice(tx, actor, id)
  if (invoice.kind === 'credits')
    throw new AppError('invalid_state', 'A purchase is not rated. Write a credit note instead.')
  if (invoice.isReplaced) throw new AppError('invalid_state', 'The invoice was billed anew already.')
  const note = await writeCreditNote(tx, actor, invoice, creditWhole(invoice), reason)
  await tx.invoice.update({ where: { id }, data: { isReplaced: true } })
  await tx.creditBurn.deleteMany({ where: { invoiceId: id } })
  const billed = await lockBilled(tx, invoice.subscriptionId)
  const invoiceId = await billAnew(tx, actor, billed, invoice)
  const made = await tx.invoice.findUniqueOrThrow({
    where: { id: invoiceId },
    include: { lines: { orderBy: { position: 'asc' } } },
  })
  await audit(tx, actor, {
    organizationId: invoice.organizationId,
    event: 'invoice.rebilled',
    object: invoiceObject(invoice),
    before: { total: invoice.total },
    after: { total: made.total, invoice: made.number, creditNote: note.number, reason },
  })
  await releaseBurns(tx, invoice, note.auditEntryId)
  return {
    creditNoteId: note.id,
    creditNoteNumber: note.number,
    invoiceId,
    invoiceNumber: made.number,
    currency: invoice.currency,
    totalBefore: invoice.total,
    totalAfter: made.total,
    differences: rebillDifferences(invoice.lines, made.lines),
  }
}

/**
 * Credits an invoice as a whole and bills its period anew, by today's usage, tax rates and customer: one transaction, the
 * old invoice's lines stay as they are. Answers what differs. A second time is `invalid_state`.
 */
export async function rebillInvoice(actor: Actor, input: RebillInvoice): Promise<Rebill> {
  requireSignedIn(actor)
  const wanted = parse(RebillInvoice, input)
  return transaction((tx) => rebill(tx, actor, wanted))
}

/** Carries the answer out of a transaction that is not to be committed. */
class Undone extends Error {
  readonly outcome: Rebill
  constructor(outcome: Rebill) {
    super('Not to be committed.')
    this.outcome = outcome
  }
}

/** What `rebillInvoice` would do now: it is done and undone, so that the preview is what will be. */
export async function previewRebill(actor: Actor, id: string): Promise<Rebill> {
  requireSignedIn(actor)
  const wanted = parse(RebillInvoice, { id, reason: 'Preview' })
  try {
    return await transaction<Rebill>(async (tx) => {
      throw new Undone(await rebill(tx, actor, wanted))
    })
  } catch (error) {
    if (error instanceof Undone) return error.outcome
    throw error
  }
}
