import { requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { parse } from '#lib/core/parse.ts'
import { creditParts, creditWhole } from './credit-lines.ts'
import { lockInvoice } from './lock-invoice.ts'
import { releaseBurns } from './release-burns.ts'
import { CreateCreditNote } from './schema/changes.ts'
import { requireUnused, withdrawPurchase } from './withdraw-purchase.ts'
import { writeCreditNote } from './write-credit-note.ts'

/**
 * Takes back parts of a finalized invoice, or all that is left of it (then prepaid credits that it took come back, too).
 * Of a purchase of credits, what is credited can no longer be used. Never more than the invoice has: `invalid_input` at the line, `invalid_state` where nothing is left.
 */
export async function createCreditNote(
  actor: Actor,
  input: CreateCreditNote,
): Promise<{ id: string; number: string; total: bigint }> {
  requireSignedIn(actor)
  const { id, reason, lines } = parse(CreateCreditNote, input)
  return transaction(async (tx) => {
    const invoice = await lockInvoice(tx, actor, id)
    const credited = lines ? creditParts(invoice, lines) : creditWhole(invoice)
    await requireUnused(tx, invoice, credited)
    const note = await writeCreditNote(tx, actor, invoice, credited, reason)
    if (!lines) await releaseBurns(tx, invoice, note.auditEntryId)
    await withdrawPurchase(tx, invoice, credited, note.auditEntryId)
    return { id: note.id, number: note.number, total: credited.total }
  })
}
