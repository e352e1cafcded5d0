import { StatusBadge } from '#components/ui/status-badge.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { Time } from '#components/ui/time.tsx'
import { formatMoney } from '#lib/core/money.ts'
import type { CreditItem } from '#lib/credit/schema.ts'

const words: Record<CreditItem['status'], string> = {
  usable: 'Usable',
  waiting: 'Waits for payment',
  used: 'Used up',
  expired: 'Expired',
  voided: 'Taken back',
}
const tones = {
  usable: 'success',
  waiting: 'warning',
  used: 'neutral',
  expired: 'neutral',
  voided: 'neutral',
} as const

type Props = { item: CreditItem; currency: string; invoiceHref: (id: string) => string }

/** One grant, burning down. */
export function CreditRow({ item, currency, invoiceHref }: Props) {
  const { status, amount, left, source, note, expiresAt, invoiceId } = item
  const share = status === 'waiting' ? 0 : Number(left) / Math.max(1, Number(amount))
  const label = `${formatMoney(left, currency)} of ${formatMoney(amount, currency)}`
  return (
    <li className="flex flex-col gap-1.5 py-2.5 last:pb-0">
      <p className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 text-table">
        <span className="flex min-w-0 items-center gap-2">
          <span className="truncate font-medium" title={note || undefined}>
            {note || (source === 'bought' ? 'Bought' : 'Granted')}
          </span>
          <StatusBadge status={status} label={words[status]} tone={tones[status]} />
        </span>
        <span className="tabular-nums">{status === 'waiting' ? formatMoney(amount, currency) : label}</span>
      </p>
      {status !== 'waiting' && (
        <div
          role="img"
          aria-label={`${label} left`}
          className="h-1.5 overflow-hidden rounded-full bg-selected"
        >
          <div
            className={status === 'usable' ? 'h-full bg-accent' : 'h-full bg-line-control'}
            style={{ width: `${Math.min(1, Math.max(0, share)) * 100}%` }}
          />
        </div>
      )}
      <p className="flex flex-wrap gap-x-3 text-meta text-muted">
        <span>
          {expiresAt ? (
            <>
              {status === 'expired' ? 'Expired' : 'Expires'} <Time at={expiresAt} look="exact" />
            </>
          ) : (
            'Never expires'
          )}
        </span>
        {invoiceId && (
          <TextLink href={invoiceHref(invoiceId)}>
            {status === 'waiting' ? 'Pay its invoice to use them' : 'Its invoice'}
          </TextLink>
        )}
      </p>
    </li>
  )
}
