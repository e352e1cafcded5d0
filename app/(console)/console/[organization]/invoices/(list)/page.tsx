import { Receipt } from 'lucide-react'
import { InvoiceTable } from '#components/invoice/invoice-table.tsx'
import { EmptyFilter } from '#components/patterns/empty-filter.tsx'
import { EmptyState } from '#components/patterns/empty-state.tsx'
import { FilterBar } from '#components/patterns/filter-bar.tsx'
import { PageHeader } from '#components/patterns/page-header.tsx'
import { requireOrganization } from '#lib/auth/require-organization.ts'
import { listInvoices } from '#lib/invoice/queries.ts'
import { ListInvoices } from '#lib/invoice/schema/invoice.ts'

type Query = { cursor?: string; status?: string }
type Props = { params: Promise<{ organization: string }>; searchParams: Promise<Query> }

export const metadata = { title: 'Invoices' }

const states = ['held', 'open', 'overdue', 'paid', 'void']

/** What the organization's customers were invoiced for. */
export default async function InvoicesPage({ params, searchParams }: Props) {
  const { actor, organization, base } = await requireOrganization((await params).organization)
  const { cursor, status } = await searchParams
  const { data, nextCursor } = await listInvoices(actor, {
    side: 'provider',
    organizationId: organization.organizationId,
    cursor,
    status: ListInvoices.shape.status.safeParse(status).data,
  })
  return (
    <>
      <PageHeader
        title="Invoices"
        description="To your customers. Each opens down to the requests that it is made of."
        breadcrumb={[{ label: 'Invoices' }]}
      />
      <FilterBar
        filters={[
          { id: 'status', label: 'State', options: states.map((value) => ({ value, label: value })) },
        ]}
      />
      <InvoiceTable
        invoices={data}
        party="customer"
        nextCursor={nextCursor}
        hrefOf={(id) => `${base}/invoices/${id}`}
        empty={
          status ? (
            <EmptyFilter isBare what="invoices" />
          ) : (
            <EmptyState isBare icon={<Receipt />} title="No invoices yet">
              When somebody subscribes to a plan with a price, its invoices show here.
            </EmptyState>
          )
        }
      />
    </>
  )
}
