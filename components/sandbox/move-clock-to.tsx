'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useWatch } from 'react-hook-form'
import { toast } from 'sonner'
import { z } from 'zod'
import {
  ActionForm,
  FormActions,
  FormError,
  SubmitButton,
  TextField,
  useActionForm,
} from '#components/patterns/form/index.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogClose, DialogContent, DialogTrigger } from '#components/ui/dialog.tsx'
import type { AheadEvent } from '#lib/sandbox/schema.ts'
import type { Move } from './move-clock.tsx'
import { PassedList } from './passed-list.tsx'

type Props = { offsetMs: number; ahead: AheadEvent[]; move: Move }

/** As a field for dates and times holds it, without a zone; here it is UTC. */
const fieldText = (ms: number) => new Date(ms).toISOString().slice(0, 16)
const momentOf = (text: string): Date | null => {
  const ms = Date.parse(`${text}Z`)
  return Number.isNaN(ms) ? null : new Date(ms)
}
const WhereTo = z.object({
  to: z.string().refine((text) => momentOf(text) !== null, 'Choose a date and a time'),
})

/** "Move to a date": any moment, with what happens on the way drawn up while it is chosen. */
export function MoveClockTo(props: Props) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="small">To a date…</Button>
      </DialogTrigger>
      <DialogContent
        title="Move the clock to a date"
        description="It goes forward only, 400 days at most at once."
      >
        <WhereToForm {...props} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  )
}

function WhereToForm({ offsetMs, ahead, move, onDone }: Props & { onDone: () => void }) {
  const router = useRouter()
  const state = useActionForm({
    schema: WhereTo,
    defaultValues: { to: fieldText(Date.now() + offsetMs + 86_400_000) },
    action: ({ to }) => move({ to: momentOf(to)!.toISOString() }),
    onSuccess: () => {
      toast.success('Clock moved')
      onDone()
      router.refresh()
    },
  })
  const to = momentOf(useWatch({ control: state.form.control, name: 'to' }))
  return (
    <ActionForm state={state}>
      <TextField name="to" label="Date and time, UTC" type="datetime-local" autoFocus />
      {to && (
        <div aria-live="polite" className="text-table text-muted">
          <PassedList ahead={ahead} to={to} />
        </div>
      )}
      <FormError />
      <FormActions className="justify-end">
        <DialogClose asChild>
          <Button disabled={state.isPending}>Cancel</Button>
        </DialogClose>
        <SubmitButton>Move clock</SubmitButton>
      </FormActions>
    </ActionForm>
  )
}
