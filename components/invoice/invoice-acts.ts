import type { InvoiceDetail } from '#lib/invoice/schema/invoice.ts'

export type InvoiceAct = 'pay' | 'credit' | 'rebill' | 'void' | 'refund' | 'serve'

type Stated = Pick<
  InvoiceDetail,
  | 'status'
  | 'kind'
  | 'paymentProvider'
  | 'isReplaced'
  | 'total'
  | 'amountPaid'
  | 'amountCredited'
  | 'amountToRefund'
  | 'dunningStatus'
>

/** What its provider can do with an invoice in its present state. The verbs decide; this says what is worth offering. */
export function invoiceActs(invoice: Stated): InvoiceAct[] {
  const { status, kind, isReplaced, total, amountPaid, amountCredited } = invoice
  const isOurs = invoice.paymentProvider === 'manual'
  const isOpen = status === 'open'
  const isCreditable = (isOpen || status === 'paid') && total > amountCredited
  const acts: Record<InvoiceAct, boolean> = {
    pay: isOpen && isOurs,
    credit: isCreditable,
    rebill: isCreditable && kind !== 'credits' && !isReplaced,
    void: isOpen && isOurs && amountPaid === 0n && amountCredited === 0n,
    refund: isOurs && invoice.amountToRefund > 0n,
    serve: isOpen && invoice.dunningStatus === 'suspended',
  }
  return (Object.keys(acts) as InvoiceAct[]).filter((act) => acts[act])
}
