import { Receipt } from 'lucide-react'
import { InvoiceTable } from '#components/invoice/invoice-table.tsx'
import { EmptyFilter } from '#components/patterns/empty-filter.tsx'
import { EmptyState } from '#components/patterns/empty-state.tsx'
import { FilterBar } from '#components/patterns/filter-bar.tsx'
import { PageHeader } from '#components/patterns/page-header.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { requireActor } from '#lib/auth/session.ts'
import { listInvoices } from '#lib/invoice/queries.ts'
import { ListInvoices } from '#lib/invoice/schema/invoice.ts'

type Props = { searchParams: Promise<{ cursor?: string; status?: string; q?: string }> }

export const metadata = { title: 'Invoices' }

const states = ['open', 'overdue', 'paid', 'void'].map((value) => ({
  value,
  label: `${value.charAt(0).toUpperCase()}${value.slice(1)}`,
}))

/** What the reader's organizations were invoiced for. */
export default async function InvoicesPage({ searchParams }: Props) {
  const actor = await requireActor('/invoices')
  const { cursor, status, q } = await searchParams
  const { data, nextCursor } = await listInvoices(actor, {
    side: 'consumer',
    cursor,
    search: q?.slice(0, 100),
    status: ListInvoices.shape.status.safeParse(status).data,
  })
  return (
    <>
      <PageHeader
        title="Invoices"
        description="Each opens down to the requests that it is made of."
        actions={<LinkButton href="/billing">Billing</LinkButton>}
      />
      <FilterBar
        search="Find by number or id"
        filters={[{ id: 'status', label: 'State', options: states }]}
      />
      <InvoiceTable
        invoices={data}
        party="provider"
        nextCursor={nextCursor}
        hrefOf={(id) => `/invoices/${id}`}
        empty={
          status || q ? (
            <EmptyFilter isBare what="invoices" />
          ) : (
            <EmptyState
              isBare
              icon={<Receipt />}
              title="No invoices yet"
              action={<LinkButton href="/catalogue">Browse the catalogue</LinkButton>}
            >
              When you subscribe to a plan with a price, its invoices show here.
            </EmptyState>
          )
        }
      />
    </>
  )
}
