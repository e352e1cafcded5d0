import { Building2 } from 'lucide-react'
import { CustomerTable } from '#components/customer/customer-table.tsx'
import { EmptyFilter } from '#components/patterns/empty-filter.tsx'
import { EmptyState } from '#components/patterns/empty-state.tsx'
import { FilterBar } from '#components/patterns/filter-bar.tsx'
import { PageHeader } from '#components/patterns/page-header.tsx'
import { requireOrganization } from '#lib/auth/require-organization.ts'
import { listCustomers } from '#lib/customer/queries.ts'

type Query = { cursor?: string; q?: string }
type Props = { params: Promise<{ organization: string }>; searchParams: Promise<Query> }

export const metadata = { title: 'Customers' }

/** Who pays the organization. */
export default async function CustomersPage({ params, searchParams }: Props) {
  const { actor, organization, base } = await requireOrganization((await params).organization)
  const { cursor, q } = await searchParams
  const { organizationId } = organization
  const { data, nextCursor } = await listCustomers(actor, { organizationId, cursor, search: q })
  return (
    <>
      <PageHeader
        title="Customers"
        description="Organizations that subscribe to your plans with a price, and how their payments stand."
        breadcrumb={[{ label: 'Customers' }]}
      />
      <FilterBar search="Find by name or id" />
      <CustomerTable
        customers={data}
        nextCursor={nextCursor}
        hrefOf={(id) => `${base}/customers/${id}`}
        empty={
          q ? (
            <EmptyFilter isBare what="customers" />
          ) : (
            <EmptyState isBare icon={<Building2 />} title="No customers yet">
              An organization becomes your customer when it first subscribes to a plan with a price.
            </EmptyState>
          )
        }
      />
    </>
  )
}
