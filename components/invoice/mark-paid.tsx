'use client'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogTrigger } from '#components/ui/dialog.tsx'
import type { ActionResult } from '#lib/core/action-result.ts'
import type { InvoiceDetail } from '#lib/invoice/schema/invoice.ts'
import { TransferDialog } from './transfer-dialog.tsx'

type Props = {
  invoice: Pick<InvoiceDetail, 'number' | 'amountOpen' | 'currency' | 'dunningStatus'>
  mark: (input: { reference: string; amount: number }) => Promise<ActionResult<unknown>>
}

/** Records money that came in by transfer: all that is open, or a part of it. */
export function MarkPaid({ invoice, mark }: Props) {
  const [isOpen, setOpen] = useState(false)
  const { number, amountOpen, currency, dunningStatus } = invoice
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="primary">Mark as paid</Button>
      </DialogTrigger>
      <TransferDialog
        title={`Mark ${number} as paid`}
        consequence={`What you enter is recorded as received, and the customer gets a receipt.${
          dunningStatus === 'suspended' ? ' Paid in full, its subscription is served again.' : ''
        }`}
        submit="Mark as paid"
        doneMessage={`Payment of ${number} recorded`}
        amount={amountOpen}
        currency={currency}
        record={mark}
        onDone={() => setOpen(false)}
      />
    </Dialog>
  )
}
