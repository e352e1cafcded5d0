import type { ReactNode } from 'react'
import { cn } from '#components/ui/cn.ts'
import { Time } from '#components/ui/time.tsx'
import type { DunningEventKind, DunningTimeline as Timeline } from '#lib/dunning/schema.ts'
import type { InvoiceItem } from '#lib/invoice/schema/invoice.ts'

type Props = { timeline: Timeline; invoice: Pick<InvoiceItem, 'status' | 'isOverdue'> }

const happened: Record<DunningEventKind, { label: string; dot: string }> = {
  issued: { label: 'Issued', dot: 'bg-line-control' },
  due: { label: 'Due', dot: 'bg-line-control' },
  payment_failed: { label: 'Payment failed', dot: 'bg-danger' },
  payment_retried: { label: 'Payment tried again', dot: 'bg-warning' },
  reminded: { label: 'Reminder sent', dot: 'bg-warning' },
  suspended: { label: 'Subscription suspended', dot: 'bg-danger' },
  paid: { label: 'Payment received', dot: 'bg-success' },
  refunded: { label: 'Refunded', dot: 'bg-line-control' },
}

const follows = { remind: 'Reminder or next attempt', suspend: 'Subscription is suspended' }

/** The course of an invoice's payment: what happened, and what follows unless it is paid. In the subscription's own time. */
export function DunningTimeline({ timeline: { events, ahead }, invoice }: Props) {
  const isOpen = invoice.status === 'open'
  const past = events.filter(({ kind }) => kind !== 'due' || invoice.isOverdue || !isOpen)
  const due = isOpen && !invoice.isOverdue ? events.find(({ kind }) => kind === 'due') : undefined
  const steps = [
    ...(due ? [{ label: 'Due', at: due.at }] : []),
    ...ahead.map(({ kind, at }) => ({ label: follows[kind], at })),
  ]
  return (
    <>
      <ol aria-label="What happened" className="flex flex-col">
        {past.map(({ kind, at, detail }) => (
          <Step key={`${kind}/${at.toISOString()}`} dot={happened[kind].dot} hasNext={steps.length > 0}>
            <p className="font-medium">{happened[kind].label}</p>
            <p className="text-meta text-muted">
              <Time at={at} look="exact" />
            </p>
            {detail && <p className="text-meta break-words text-danger-text">{detail}</p>}
          </Step>
        ))}
      </ol>
      {steps.length > 0 && (
        <ol aria-label="What follows without a payment" className="flex flex-col">
          {steps.map(({ label, at }) => (
            <Step
              key={`${label}/${at.toISOString()}`}
              dot="border border-line-control bg-ground"
              hasNext={false}
            >
              <p className="text-muted">{label}</p>
              <p className="text-meta text-muted">
                <Time at={at} look="date" />
              </p>
            </Step>
          ))}
        </ol>
      )}
    </>
  )
}

type StepProps = { dot: string; hasNext: boolean; children: ReactNode }

/** A dot on the line that joins the steps. */
function Step({ dot, hasNext, children }: StepProps) {
  return (
    <li className="group flex gap-3 text-table">
      <span aria-hidden className="flex flex-col items-center pt-1.5">
        <span className={cn('size-2 shrink-0 rounded-full', dot)} />
        <span className={cn('mt-1 w-px flex-1 bg-line', !hasNext && 'group-last:hidden')} />
      </span>
      <div className="min-w-0 pb-3">{children}</div>
    </li>
  )
}
