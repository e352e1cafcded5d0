import { Banknote } from 'lucide-react'
import { EmptyFilter } from '#components/patterns/empty-filter.tsx'
import { EmptyState } from '#components/patterns/empty-state.tsx'
import { FilterBar } from '#components/patterns/filter-bar.tsx'
import { PaymentTable } from '#components/payment/payment-table.tsx'
import { requireOrganization } from '#lib/auth/require-organization.ts'
import { listPayments } from '#lib/payment/queries.ts'
import { PaymentStatus } from '#lib/payment/schema.ts'

type Props = {
  params: Promise<{ organization: string }>
  searchParams: Promise<{ cursor?: string; status?: string }>
}

export const metadata = { title: 'Payments' }

const states = [
  { value: 'succeeded', label: 'Succeeded' },
  { value: 'failed', label: 'Failed' },
  { value: 'refunded', label: 'Refunded' },
]

/** What customers paid, tried to pay, and got back. */
export default async function PaymentsPage({ params, searchParams }: Props) {
  const { actor, organization, base } = await requireOrganization((await params).organization)
  const search = await searchParams
  const status = PaymentStatus.safeParse(search.status).data
  const { organizationId } = organization
  const page = await listPayments(actor, { organizationId, cursor: search.cursor, status })
  const nothing = status ? (
    <EmptyFilter isBare what="payments" />
  ) : (
    <EmptyState isBare icon={<Banknote />} title="No payments yet">
      Transfers that you mark as paid on an invoice show here, and what Stripe collects.
    </EmptyState>
  )
  return (
    <>
      <FilterBar filters={[{ id: 'status', label: 'State', options: states }]} />
      <PaymentTable
        payments={page.data}
        nextCursor={page.nextCursor}
        hrefOf={(invoiceId) => `${base}/invoices/${invoiceId}`}
        empty={nothing}
      />
    </>
  )
}
