'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useUrlDialog } from '#components/patterns/use-url-dialog.ts'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Dialog, DialogContent, DialogTrigger } from '#components/ui/dialog.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { type Buy, BuyCreditsForm } from './buy-credits-form.tsx'

type Props = {
  subscriptionId: string
  /** Product and plan. */
  title: string
  currency: string
  taxRatePercent: string
  buy: Buy
}

/** "Buy credits": its dialog is at `?credits=<subscription>`, where a refusal for want of them leads. */
export function BuyCredits({ subscriptionId, title, ...form }: Props) {
  const router = useRouter()
  const { isOpen, setOpen } = useUrlDialog('credits', subscriptionId)
  const [invoiceId, setInvoiceId] = useState<string | null>(null)
  const open = (isWanted: boolean) => {
    if (!isWanted) setInvoiceId(null)
    setOpen(isWanted)
  }
  return (
    <Dialog open={isOpen} onOpenChange={open}>
      <DialogTrigger asChild>
        <Button size="small">Buy credits</Button>
      </DialogTrigger>
      <DialogContent
        title="Buy credits"
        description={`They pay for what your application uses of ${title}, and do not expire.`}
      >
        {invoiceId ? (
          <div className="flex flex-col gap-4">
            <Callout tone="success" isAlert title="The invoice is made">
              The credits can be used as soon as it is paid; gateways learn of it at once.
            </Callout>
            <div className="flex justify-end gap-2">
              <Button onClick={() => open(false)}>Later</Button>
              <LinkButton href={`/invoices/${invoiceId}`} variant="primary">
                Open the invoice
              </LinkButton>
            </div>
          </div>
        ) : (
          <BuyCreditsForm
            {...form}
            onCancel={() => open(false)}
            onDone={(bought) => {
              setInvoiceId(bought)
              router.refresh()
            }}
          />
        )}
      </DialogContent>
    </Dialog>
  )
}
