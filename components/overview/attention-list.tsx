import { CircleCheck } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Propagation } from '#components/patterns/propagation.tsx'
import { Badge, type Tone } from '#components/ui/badge.tsx'
import { Time } from '#components/ui/time.tsx'
import { eventLabel } from '#lib/change/schema.ts'
import { formatMoney } from '#lib/core/money.ts'
import type { Attention } from '#lib/overview/schema.ts'
import type { RevisionStatus } from '#lib/revision/schema.ts'

type Props = {
  attention: Attention[]
  /** `/console/{organization}` */
  base: string
  fetchStatus: (revision: number) => Promise<RevisionStatus>
}

type Line = { id: string; label: string; tone: Tone; href: string; text: ReactNode; aside?: ReactNode }

/** Everything that waits for a person, the most pressing first; each line leads to where it is done. */
export function AttentionList({ attention, base, fetchStatus }: Props) {
  const lines = attention.flatMap((entry) => linesOf(entry, base, fetchStatus))
  if (lines.length === 0)
    return (
      <p className="flex items-center gap-2 rounded-card border border-line px-4 py-3 text-muted">
        <CircleCheck className="size-4 text-success-text" aria-hidden />
        Nothing waits for you.
      </p>
    )
  return (
    <ul className="divide-y divide-line rounded-card border border-line">
      {lines.map(({ id, label, tone, href, text, aside }) => (
        <li key={`${label}-${id}`} className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
          <Badge tone={tone}>{label}</Badge>
          <Link href={href} className="min-w-0 flex-1 basis-48 truncate hover:underline">
            {text}
          </Link>
          {aside && <span className="shrink-0 text-table text-muted">{aside}</span>}
        </li>
      ))}
    </ul>
  )
}

function linesOf(entry: Attention, base: string, fetchStatus: Props['fetchStatus']): Line[] {
  switch (entry.kind) {
    case 'gateways_rejecting':
      return entry.items.map(({ id, name, reason, at }) => ({
        id,
        label: 'Rejected',
        tone: 'danger',
        href: `${base}/gateways/${id}`,
        text: `${name}: ${reason}`,
        aside: at && <Time at={at} />,
      }))
    case 'gateways_unreachable':
      return entry.items.map(({ id, name, since }) => ({
        id,
        label: 'Unreachable',
        tone: 'warning',
        href: `${base}/gateways/${id}`,
        text: name,
        aside: since ? (
          <>
            since <Time at={since} look="clock" />
          </>
        ) : (
          'never connected'
        ),
      }))
    case 'subscriptions_pending':
      return entry.items.map(({ id, application, organization, product, plan, at }) => ({
        id,
        label: 'Approval',
        tone: 'warning',
        href: `${base}/subscriptions/${id}`,
        text: `${application} (${organization}) asks for ${product}, ${plan}`,
        aside: <Time at={at} />,
      }))
    case 'changes_propagating':
      return entry.items.map(({ id, event, object, status }) => ({
        id,
        label: 'Change',
        tone: 'info',
        href: `${base}/changes/${id}`,
        text: `${eventLabel(event)}: ${object}`,
        aside: <Propagation initial={status} fetchStatus={fetchStatus.bind(null, status.revision)} />,
      }))
    case 'invoices_held':
      return entry.items.map(({ id, customer, product, gateways, periodEndsAt }) => ({
        id,
        label: 'Held',
        tone: 'warning',
        href: `${base}/invoices/${id}`,
        text: `Invoice to ${customer} for ${product} waits for usage of ${gateways.join(', ') || 'a gateway'}`,
        aside: (
          <>
            since <Time at={periodEndsAt} />
          </>
        ),
      }))
    case 'invoices_overdue':
      return entry.items.map(({ id, number, customer, amountOpen, currency, dueAt }) => ({
        id,
        label: 'Overdue',
        tone: 'danger',
        href: `${base}/invoices/${id}`,
        text: `${number}: ${customer} owes ${formatMoney(amountOpen, currency)}`,
        aside: (
          <>
            due <Time at={dueAt} look="date" />
          </>
        ),
      }))
    case 'payments_given_up':
      return entry.items.map(({ id, name, reason }) => ({
        id,
        label: 'Given up',
        tone: 'danger',
        href: `${base}/payments/stripe`,
        text: `${name} did not reach Stripe: ${reason}`,
      }))
    case 'books_differ':
      return entry.items.map(({ id, name, what, at }) => ({
        id,
        label: 'Differs',
        tone: 'warning',
        href: `${base}/payments/stripe?drift=open`,
        text:
          what === 'missing' ? `Stripe does not know ${name}` : `Stripe says otherwise of ${name}: ${what}`,
        aside: <Time at={at} />,
      }))
    case 'credentials_expiring':
      return entry.items.map(({ id, name, application, applicationId, expiresAt }) => ({
        id,
        label: 'Expiring',
        tone: 'warning',
        href: `/applications/${applicationId}`,
        text: `Key “${name}” of ${application}`,
        aside: <Time at={expiresAt} />,
      }))
    case 'products_draft':
      return entry.items.map(({ id, name, at }) => ({
        id,
        label: 'Draft',
        tone: 'neutral',
        href: `${base}/api-products/${id}`,
        text: `${name} is not published yet`,
        aside: <Time at={at} />,
      }))
  }
}
