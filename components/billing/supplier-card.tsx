import type { ReactNode } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { Card } from '#components/ui/card.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { Time } from '#components/ui/time.tsx'
import { formatMoney } from '#lib/core/money.ts'
import type { CustomerItem } from '#lib/customer/schema.ts'
import type { OpenBalance } from '#lib/invoice/schema/invoice.ts'
import type { PaymentMethodItem } from '#lib/payment/schema.ts'
import { countryName } from './country.ts'

type Props = {
  customer: CustomerItem
  /** Null where none is known. */
  method: PaymentMethodItem | null
  balances: OpenBalance[]
  /** The paying organization is named where the reader has several. */
  isConsumerNamed: boolean
  /** Left out for who may not change them. */
  editDetails?: ReactNode
  methodActions?: ReactNode
}

/** One provider that an organization buys from: what is owed, how it is paid, what its invoices say. */
export function SupplierCard({ customer, method, balances, isConsumerNamed, ...slots }: Props) {
  const { provider, consumer, isSandbox } = customer
  return (
    <Card>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 p-4">
        <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
          <h3 className="truncate font-medium" title={provider.name}>
            {provider.name}
          </h3>
          {isConsumerNamed && <span className="text-table text-muted">bought by {consumer.name}</span>}
          {isSandbox && <Badge>Sandbox</Badge>}
        </div>
        <Balances balances={balances} />
      </div>
      <div className="grid border-t border-line md:grid-cols-2 md:divide-x md:divide-line max-md:divide-y max-md:divide-line">
        <Part title="Payment method">
          <Method method={method} />
          {slots.methodActions && <div className="mt-3">{slots.methodActions}</div>}
        </Part>
        <Part title="On invoices" action={slots.editDetails}>
          <Details customer={customer} />
        </Part>
      </div>
    </Card>
  )
}

function Part({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <div className="min-w-0 p-4">
      <div className="mb-1 flex min-h-7 items-center justify-between gap-2">
        <h4 className="label-meta">{title}</h4>
        {action}
      </div>
      {children}
    </div>
  )
}

function Balances({ balances }: { balances: OpenBalance[] }) {
  if (balances.length === 0) return <p className="text-table text-muted">Nothing is owed</p>
  return (
    <ul className="flex flex-col items-end gap-0.5 text-table">
      {balances.map(({ currency, amount, invoices, dueAt }) => (
        <li key={currency} className="flex flex-wrap items-baseline justify-end gap-x-2">
          <span className="font-medium tabular-nums">{formatMoney(amount, currency)}</span>
          <span className="text-muted">
            on <TextLink href="/invoices">{invoices === 1 ? 'one invoice' : `${invoices} invoices`}</TextLink>
            , due <Time at={dueAt} look="date" fallback="soon" />
          </span>
        </li>
      ))}
    </ul>
  )
}

function Method({ method }: { method: PaymentMethodItem | null }) {
  if (method?.provider === 'stripe')
    return method.paymentMethod ? (
      <>
        <p className="font-medium">{method.paymentMethod}</p>
        <p className="text-table text-muted">Kept at Stripe, which charges it when an invoice is issued.</p>
      </>
    ) : (
      <p className="text-table text-muted">
        None yet. Without one, each invoice has to be paid on Stripe’s page by its due date.
      </p>
    )
  return (
    <>
      <p className="font-medium">Bank transfer</p>
      <p className="text-table text-muted">
        Each invoice says how much, until when, and which reference to quote.
      </p>
      {method?.bankDetails && (
        <p className="mt-2 whitespace-pre-line break-words text-table">{method.bankDetails}</p>
      )}
    </>
  )
}

function Details({
  customer: { legalName, consumer, address, country, taxId, email },
}: Pick<Props, 'customer'>) {
  const rows = [
    ['Address', address.trim()],
    ['Country', countryName(country)],
    ['Tax id', taxId],
    ['E-mail', email],
  ] as const
  const isBare = rows.every(([, value]) => value === '')
  return (
    <>
      <p className="break-words font-medium">{legalName || consumer.name}</p>
      {isBare && <p className="text-table text-muted">Neither address nor tax id nor e-mail is given yet.</p>}
      <dl className="mt-1 grid grid-cols-[5rem_minmax(0,1fr)] gap-x-4 gap-y-1 text-table empty:hidden">
        {(isBare ? [] : rows).map(([label, value]) => (
          <div key={label} className="contents">
            <dt className="text-muted">{label}</dt>
            <dd className="whitespace-pre-line break-words">
              {value || <span className="text-muted">Not given</span>}
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}
