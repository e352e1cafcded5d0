'use client'
import { useUrlDialog } from '#components/patterns/use-url-dialog.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogContent, DialogTrigger } from '#components/ui/dialog.tsx'
import type { Pace } from './pace.ts'
import { type SetCap, SpendCapForm } from './spend-cap-form.tsx'

type Props = {
  subscriptionId: string
  /** Product and plan. */
  title: string
  pace: Pace
  currency: string
  set: SetCap
}

/** "Set spend cap": its dialog is at `?cap=<subscription>`, where a decision that it caused leads. */
export function SpendCap({ subscriptionId, title, pace, currency, set }: Props) {
  const { isOpen, setOpen } = useUrlDialog('cap', subscriptionId)
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="small">{pace.cap === null ? 'Set spend cap' : 'Change spend cap'}</Button>
      </DialogTrigger>
      <DialogContent
        title={pace.cap === null ? 'Set a spend cap' : 'Change the spend cap'}
        description={`What usage of ${title} may cost in a billing period, before tax. Fees are outside.`}
      >
        <SpendCapForm pace={pace} currency={currency} set={set} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  )
}
