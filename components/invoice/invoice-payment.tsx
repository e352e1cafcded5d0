import type { ReactNode } from 'react'
import { Mono } from '#components/ui/mono.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { Time } from '#components/ui/time.tsx'
import { formatMoney } from '#lib/core/money.ts'
import type { InvoiceDetail } from '#lib/invoice/schema/invoice.ts'

type Props = {
  invoice: InvoiceDetail
  /** What the reader can do about it: pay, change the payment method. */
  actions?: ReactNode
}

/** What is still to be paid, until when and how; what came in is below it. */
export function InvoicePayment({ invoice, actions }: Props) {
  const { status, amountOpen, currency, dueAt, isOverdue, paidAt, isSandbox } = invoice
  return (
    <div className="flex flex-col gap-4">
      <div>
        <p className="text-title tabular-nums">{formatMoney(amountOpen, currency)}</p>
        <p className="text-table text-muted">
          {status === 'open' && (
            <>
              {isOverdue ? <span className="text-danger-text">Overdue since</span> : 'to be paid by'}{' '}
              <Time at={dueAt} look="date" fallback="its due date" />
            </>
          )}
          {status === 'paid' && (
            <>
              left to pay, settled on <Time at={paidAt} look="date" fallback="the day of issue" />
            </>
          )}
          {status === 'void' && 'owed: the invoice is void'}
          {status === 'uncollectible' && 'owed: it was written off'}
          {status === 'held' && 'so far: it is no invoice yet'}
        </p>
        {isSandbox && (
          <p className="mt-1 text-meta text-muted">
            Of a test clock: its dates are that clock’s, and no real money moves.
          </p>
        )}
      </div>
      {status === 'open' &&
        (invoice.paymentProvider === 'stripe' ? <ByStripe /> : <ByTransfer {...invoice} />)}
      {status === 'open' && actions && <div className="flex flex-wrap gap-2 print:hidden">{actions}</div>}
      <Payments invoice={invoice} />
    </div>
  )
}

const ByStripe = () => (
  <p className="text-table text-muted">
    Stripe collects it from the customer’s payment method. It can be paid on Stripe’s page too, with any card.
  </p>
)

/** Where to, how much, and what to quote so that it is found. */
function ByTransfer({ parties: { seller }, number }: InvoiceDetail) {
  if (!seller.bankDetails)
    return (
      <p className="text-table text-muted">
        By bank transfer. {seller.legalName || seller.name} put no bank details on this invoice: ask
        {seller.email ? (
          <>
            {' at '}
            <TextLink href={`mailto:${seller.email}`}>{seller.email}</TextLink>.
          </>
        ) : (
          ' for them.'
        )}
      </p>
    )
  return (
    <dl className="flex flex-col gap-3 text-table">
      <div>
        <dt className="label-meta">Transfer to</dt>
        <dd className="mt-0.5 whitespace-pre-line break-words">{seller.bankDetails}</dd>
      </div>
      {number && (
        <div>
          <dt className="label-meta">Reference to quote</dt>
          <dd className="mt-0.5">
            <Mono isCopyable>{number}</Mono>
          </dd>
        </div>
      )}
    </dl>
  )
}

const words: Record<string, string> = { succeeded: 'received', failed: 'failed', refunded: 'refunded' }

/** Attempts and payments, in their order. */
function Payments({ invoice: { payments, currency } }: { invoice: InvoiceDetail }) {
  if (payments.length === 0) return null
  return (
    <ul aria-label="Payments" className="flex flex-col gap-2 border-t border-line pt-3 text-table">
      {payments.map((payment) => (
        <li key={payment.id}>
          <p className="flex justify-between gap-3">
            <span className="tabular-nums">
              {formatMoney(payment.amount, currency)}{' '}
              <span className={payment.status === 'failed' ? 'text-danger-text' : 'text-muted'}>
                {words[payment.status] ?? payment.status}
              </span>
            </span>
            <Time at={payment.at} look="date" className="text-muted" />
          </p>
          {payment.reference && <p className="break-words text-meta text-muted">{payment.reference}</p>}
          {payment.failure && <p className="break-words text-meta text-danger-text">{payment.failure}</p>}
        </li>
      ))}
    </ul>
  )
}
