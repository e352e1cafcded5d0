import { Blocks } from 'lucide-react'
import { EmptyFilter } from '#components/patterns/empty-filter.tsx'
import { EmptyState } from '#components/patterns/empty-state.tsx'
import { FilterBar } from '#components/patterns/filter-bar.tsx'
import { PageHeader } from '#components/patterns/page-header.tsx'
import { SubscriptionTable } from '#components/subscription/subscription-table.tsx'
import { requireOrganization } from '#lib/auth/require-organization.ts'
import { listProducts } from '#lib/product/queries.ts'
import { listSubscriptions } from '#lib/subscription/queries.ts'
import { SubscriptionStatus } from '#lib/subscription/schema.ts'

type Query = { cursor?: string; status?: string; productId?: string }
type Props = { params: Promise<{ organization: string }>; searchParams: Promise<Query> }

export const metadata = { title: 'Subscriptions' }

/** Who subscribes to the organization's products. */
export default async function SubscriptionsPage({ params, searchParams }: Props) {
  const { actor, organization, base } = await requireOrganization((await params).organization)
  const { cursor, status, productId } = await searchParams
  const { organizationId } = organization
  const known = SubscriptionStatus.safeParse(status)
  const [{ data, nextCursor }, products] = await Promise.all([
    listSubscriptions(actor, { side: 'provider', organizationId, cursor, productId, status: known.data }),
    listProducts(actor, { organizationId, limit: 100 }),
  ])
  return (
    <>
      <PageHeader
        title="Subscriptions"
        description="Applications that may call your products, and those that ask to."
        breadcrumb={[{ label: 'Subscriptions' }]}
      />
      <FilterBar
        filters={[
          {
            id: 'status',
            label: 'State',
            options: SubscriptionStatus.options.map((value) => ({ value, label: value })),
          },
          {
            id: 'productId',
            label: 'Product',
            options: products.data.map(({ id, name }) => ({ value: id, label: name })),
          },
        ]}
      />
      <SubscriptionTable
        subscriptions={data}
        nextCursor={nextCursor}
        hrefOf={(id) => `${base}/subscriptions/${id}`}
        empty={
          status || productId ? (
            <EmptyFilter isBare what="subscriptions" />
          ) : (
            <EmptyState isBare icon={<Blocks />} title="No subscriptions yet">
              When a developer subscribes an application to one of your plans, it shows here.
            </EmptyState>
          )
        }
      />
    </>
  )
}
