'use client'
import { useState } from 'react'
import { ConfirmDialog } from '#components/patterns/confirm-dialog.tsx'
import { Propagation } from '#components/patterns/propagation.tsx'
import { RowMenu } from '#components/patterns/row-menu.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import type { ActionResult } from '#lib/core/action-result.ts'
import { formatMoney } from '#lib/core/money.ts'
import type { CreateCreditNote, Rebill } from '#lib/invoice/schema/changes.ts'
import type { InvoiceDetail } from '#lib/invoice/schema/invoice.ts'
import type { RevisionStatus } from '#lib/revision/schema.ts'
import { CreditNoteDialog } from './credit-note-dialog.tsx'
import { type InvoiceAct, invoiceActs } from './invoice-acts.ts'
import { MarkPaid } from './mark-paid.tsx'
import { RebillDialog } from './rebill-dialog.tsx'
import { TransferDialog } from './transfer-dialog.tsx'
import { VoidDialog } from './void-dialog.tsx'

type Transfer = { reference: string; amount: number }
export type InvoiceVerbs = {
  markPaid: (input: Transfer) => Promise<ActionResult<unknown>>
  credit: (input: Omit<CreateCreditNote, 'id'>) => Promise<ActionResult<{ number: string; total: bigint }>>
  previewRebill: () => Promise<ActionResult<Rebill>>
  rebill: (reason: string) => Promise<ActionResult<Rebill>>
  voidIt: (reason: string) => Promise<ActionResult<unknown>>
  refund: (input: Transfer) => Promise<ActionResult<unknown>>
  serve: () => Promise<ActionResult<{ revision: number }>>
  fetchStatus: (revision: number) => Promise<RevisionStatus>
}

type Props = {
  invoice: InvoiceDetail
  verbs: InvoiceVerbs
  /** The list's address; an invoice is below it. */
  base: string
}

const LABELS: Record<Exclude<InvoiceAct, 'pay'>, string> = {
  serve: 'Serve again',
  refund: 'Record refund',
  credit: 'Write credit note',
  rebill: 'Bill anew',
  void: 'Declare void',
}

/** What the provider can do with an invoice: the usual act as a button, the others in a menu, each behind one dialog. */
export function InvoiceActions({ invoice, verbs, base }: Props) {
  const [act, setAct] = useState<InvoiceAct | null>(null)
  const [receipt, setReceipt] = useState<RevisionStatus | null>(null)
  const acts = invoiceActs(invoice)
  const close = () => setAct(null)
  const items = (Object.keys(LABELS) as (keyof typeof LABELS)[])
    .filter((one) => acts.includes(one))
    .map((one) => ({ label: LABELS[one], isDanger: one === 'void', onSelect: () => setAct(one) }))
  return (
    <>
      {receipt && (
        <Propagation
          initial={receipt}
          verb="Served"
          fetchStatus={verbs.fetchStatus.bind(null, receipt.revision)}
        />
      )}
      {acts.includes('pay') && <MarkPaid invoice={invoice} mark={verbs.markPaid} />}
      {items.length > 0 && <RowMenu label={`Actions for ${invoice.number}`} items={items} />}
      <Dialog open={act !== null && act !== 'serve'} onOpenChange={(isOpen) => !isOpen && close()}>
        {act && <ActDialog {...{ act, invoice, verbs, base }} onDone={close} />}
      </Dialog>
      <ConfirmDialog
        isOpen={act === 'serve'}
        onOpenChange={(isOpen) => !isOpen && close()}
        tone="primary"
        title={`Serve ${invoice.applicationName} again`}
        consequence={`${formatMoney(invoice.amountOpen, invoice.currency)} stay open. The gateways let its calls pass at once, the days of grace begin anew, and when they end without a payment the subscription is suspended again.`}
        confirmLabel="Serve again"
        doneMessage="Served again: grace begins anew"
        action={verbs.serve}
        onDone={({ revision }) => void verbs.fetchStatus(revision).then(setReceipt)}
      />
    </>
  )
}

type ActProps = Props & { act: InvoiceAct; onDone: () => void }

function ActDialog({ act, invoice, verbs, base, onDone }: ActProps) {
  const number = invoice.number ?? ''
  if (act === 'credit') return <CreditNoteDialog invoice={invoice} credit={verbs.credit} onDone={onDone} />
  if (act === 'void') return <VoidDialog invoice={invoice} voidIt={verbs.voidIt} onDone={onDone} />
  if (act === 'rebill')
    return (
      <RebillDialog
        number={number}
        preview={verbs.previewRebill}
        rebill={verbs.rebill}
        hrefOf={(id) => `${base}/${id}`}
        onDone={onDone}
      />
    )
  if (act === 'refund')
    return (
      <TransferDialog
        title={`Record a refund of ${number}`}
        consequence={`${formatMoney(invoice.amountToRefund, invoice.currency)} is owed to the customer. This records what you gave back by transfer; no money moves by it.`}
        submit="Record refund"
        doneMessage="Refund recorded"
        amount={invoice.amountToRefund}
        currency={invoice.currency}
        record={verbs.refund}
        onDone={onDone}
      />
    )
  return null
}
