import { AppWindow } from 'lucide-react'
import { SubscriberTable } from '#components/application/subscriber-table.tsx'
import { EmptyFilter } from '#components/patterns/empty-filter.tsx'
import { EmptyState } from '#components/patterns/empty-state.tsx'
import { FilterBar } from '#components/patterns/filter-bar.tsx'
import { PageHeader } from '#components/patterns/page-header.tsx'
import { listSubscribers } from '#lib/application/queries.ts'
import { requireOrganization } from '#lib/auth/require-organization.ts'
import { listProducts } from '#lib/product/queries.ts'

type Query = { cursor?: string; q?: string; productId?: string }
type Props = { params: Promise<{ organization: string }>; searchParams: Promise<Query> }

export const metadata = { title: 'Applications' }

/** Applications that use the organization's products. */
export default async function SubscribersPage({ params, searchParams }: Props) {
  const { actor, organization, base } = await requireOrganization((await params).organization)
  const { cursor, q, productId } = await searchParams
  const { organizationId } = organization
  const [{ data, nextCursor }, products] = await Promise.all([
    listSubscribers(actor, { organizationId, cursor, search: q, productId }),
    listProducts(actor, { organizationId, limit: 100 }),
  ])
  return (
    <>
      <PageHeader
        title="Applications"
        description="The clients that call your products, whoever they belong to."
        breadcrumb={[{ label: 'Applications' }]}
      />
      <FilterBar
        search="Find by name or id"
        filters={[
          {
            id: 'productId',
            label: 'Product',
            options: products.data.map(({ id, name }) => ({ value: id, label: name })),
          },
        ]}
      />
      <SubscriberTable
        subscribers={data}
        nextCursor={nextCursor}
        hrefOf={(id) => `${base}/applications/${id}`}
        empty={
          q || productId ? (
            <EmptyFilter isBare what="applications" />
          ) : (
            <EmptyState isBare icon={<AppWindow />} title="Nobody calls yet">
              Applications show here as soon as they subscribe to one of your products.
            </EmptyState>
          )
        }
      />
    </>
  )
}
