import { revisionStatusAction } from '#app/actions/revision.ts'
import type { InvoiceVerbs } from '#components/invoice/invoice-actions.tsx'
import {
  createCreditNoteAction,
  markInvoicePaidAction,
  previewRebillAction,
  rebillInvoiceAction,
  recordRefundAction,
  serveAgainAction,
  voidInvoiceAction,
} from '../actions.ts'

/** What its provider can do with one invoice. */
export const invoiceVerbs = (id: string, subscriptionId: string): InvoiceVerbs => ({
  markPaid: markInvoicePaidAction.bind(null, id),
  credit: createCreditNoteAction.bind(null, id),
  previewRebill: previewRebillAction.bind(null, id),
  rebill: rebillInvoiceAction.bind(null, id),
  voidIt: voidInvoiceAction.bind(null, id),
  refund: recordRefundAction.bind(null, id),
  serve: serveAgainAction.bind(null, subscriptionId),
  fetchStatus: revisionStatusAction,
})
