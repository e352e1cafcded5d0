import { Receipt } from 'lucide-react'
import { InvoiceTable } from '#components/invoice/invoice-table.tsx'
import { EmptyState } from '#components/patterns/empty-state.tsx'
import { PageHeader } from '#components/patterns/page-header.tsx'
import { requireActor } from '#lib/auth/session.ts'
import { listInvoices } from '#lib/invoice/queries.ts'

type Props = { searchParams: Promise<{ cursor?: string }> }

export const metadata = { title: 'Invoices' }

/** What the reader's organizations were invoiced for. */
export default async function InvoicesPage({ searchParams }: Props) {
  const actor = await requireActor('/invoices')
  const { data, nextCursor } = await listInvoices(actor, {
    side: 'consumer',
    cursor: (await searchParams).cursor,
  })
  return (
    <>
      <PageHeader title="Invoices" description="Each opens down to the requests that it is made of." />
      <InvoiceTable
        invoices={data}
        party="provider"
        nextCursor={nextCursor}
        hrefOf={(id) => `/invoices/${id}`}
        empty={
          <EmptyState isBare icon={<Receipt />} title="No invoices yet">
            When you subscribe to a plan with a price, its invoices show here.
          </EmptyState>
        }
      />
    </>
  )
}
