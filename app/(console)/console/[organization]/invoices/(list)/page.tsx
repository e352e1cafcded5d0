import { Receipt } from 'lucide-react'
import { InvoiceFilters } from '#components/invoice/invoice-filters.tsx'
import { InvoiceTable } from '#components/invoice/invoice-table.tsx'
import { EmptyFilter } from '#components/patterns/empty-filter.tsx'
import { EmptyState } from '#components/patterns/empty-state.tsx'
import { PageHeader } from '#components/patterns/page-header.tsx'
import { AnchorButton } from '#components/ui/anchor-button.tsx'
import { requireOrganization } from '#lib/auth/require-organization.ts'
import { listCustomers } from '#lib/customer/queries.ts'
import { listInvoices } from '#lib/invoice/queries.ts'
import { type InvoiceSearch, invoicesQuery } from '../invoices-query.ts'

type Props = { params: Promise<{ organization: string }>; searchParams: Promise<InvoiceSearch> }

export const metadata = { title: 'Invoices' }

/** What the organization's customers were invoiced for. */
export default async function InvoicesPage({ params, searchParams }: Props) {
  const { actor, organization, base } = await requireOrganization((await params).organization)
  const { cursor, ...filters } = await searchParams
  const { organizationId } = organization
  const [{ data, nextCursor }, customers] = await Promise.all([
    listInvoices(actor, { ...invoicesQuery(filters, organizationId), cursor }),
    listCustomers(actor, { organizationId, limit: 100 }),
  ])
  const { q, status, kind, customerId } = filters
  const isFiltered = q || status || kind || customerId
  return (
    <>
      <PageHeader
        title="Invoices"
        description="To your customers. Each opens down to the requests that it is made of."
        breadcrumb={[{ label: 'Invoices' }]}
        actions={
          <AnchorButton href={`${base}/invoices/export?${new URLSearchParams(filters)}`}>
            Export CSV
          </AnchorButton>
        }
      />
      <InvoiceFilters customers={customers.data} />
      <InvoiceTable
        invoices={data}
        party="customer"
        nextCursor={nextCursor}
        hrefOf={(id) => `${base}/invoices/${id}`}
        empty={
          isFiltered ? (
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
