'use server'
import { runAction } from '#lib/auth/action.ts'
import { createCreditNote } from '#lib/invoice/create-credit-note.ts'
import { markInvoicePaid } from '#lib/invoice/mark-invoice-paid.ts'
import { previewRebill, rebillInvoice } from '#lib/invoice/rebill-invoice.ts'
import { recordRefund } from '#lib/invoice/record-refund.ts'
import type { CreateCreditNote, MarkInvoicePaid, RecordRefund } from '#lib/invoice/schema/changes.ts'
import { voidInvoice } from '#lib/invoice/void-invoice.ts'
import { resumeSubscription } from '#lib/subscription/resume-subscription.ts'

export const markInvoicePaidAction = async (id: string, input: Omit<MarkInvoicePaid, 'id'>) =>
  runAction((actor) => markInvoicePaid(actor, { ...input, id }))
export const createCreditNoteAction = async (id: string, input: Omit<CreateCreditNote, 'id'>) =>
  runAction((actor) => createCreditNote(actor, { ...input, id }))
export const previewRebillAction = async (id: string) => runAction((actor) => previewRebill(actor, id))
export const rebillInvoiceAction = async (id: string, reason: string) =>
  runAction((actor) => rebillInvoice(actor, { id, reason }))
export const voidInvoiceAction = async (id: string, reason: string) =>
  runAction((actor) => voidInvoice(actor, { id, reason }))
export const recordRefundAction = async (id: string, input: Omit<RecordRefund, 'id'>) =>
  runAction((actor) => recordRefund(actor, { ...input, id }))
/** Resuming what was suspended for payment grants grace anew. */
export const serveAgainAction = async (subscriptionId: string) =>
  runAction((actor) => resumeSubscription(actor, { id: subscriptionId }))
