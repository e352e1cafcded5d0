import type { Transaction } from '#lib/core/db.ts'
import type { LoadedInvoice } from './load-invoice.ts'
import type { PaymentProviderKind } from './schema.ts'

/**
 * Who collects the money. Every method writes rows in the verb's transaction, and none goes to the network: that is done
 * after the commit, from those rows.
 */
export type PaymentProvider = {
  kind: PaymentProviderKind
  /** The invoice was finalized: it is to be paid. */
  collect: (tx: Transaction, invoice: LoadedInvoice) => Promise<void>
  /** It is overdue: step `step` of its dunning, from 1. */
  pursue: (tx: Transaction, invoice: LoadedInvoice, step: number) => Promise<void>
  /** A credit note took back a part of it: what was paid of that is given back. */
  refund: (tx: Transaction, creditNoteId: string) => Promise<void>
}
