import { Package } from 'lucide-react'
import { EmptyFilter } from '#components/patterns/empty-filter.tsx'
import { EmptyState } from '#components/patterns/empty-state.tsx'
import { FilterBar } from '#components/patterns/filter-bar.tsx'
import { PageHeader } from '#components/patterns/page-header.tsx'
import { ProductTable } from '#components/product/product-table.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { requireOrganization } from '#lib/auth/require-organization.ts'
import { can } from '#lib/core/authorize.ts'
import { listProducts } from '#lib/product/queries.ts'
import { ProductStatus } from '#lib/product/schema.ts'

type Query = { q?: string; cursor?: string; status?: string; apiId?: string }
type Props = { params: Promise<{ organization: string }>; searchParams: Promise<Query> }

export const metadata = { title: 'API products' }

/** What the organization offers. */
export default async function ProductsPage({ params, searchParams }: Props) {
  const { actor, organization, base } = await requireOrganization((await params).organization)
  const { q, cursor, status, apiId } = await searchParams
  const { organizationId } = organization
  const { data, nextCursor } = await listProducts(actor, {
    organizationId,
    search: q,
    status: ProductStatus.safeParse(status).data,
    apiId,
    cursor,
  })
  const newButton = can(actor, 'product:create', organizationId) && (
    <LinkButton href={`${base}/api-products/new`} variant="primary">
      New product
    </LinkButton>
  )
  const isFiltered = Boolean(q || status || apiId)
  return (
    <>
      <PageHeader
        title="API products"
        description="APIs with their terms, as developers find them in the portal."
        breadcrumb={[{ label: 'API products' }]}
        actions={(data.length > 0 || isFiltered) && newButton}
      />
      <FilterBar
        search="Find by name"
        filters={[
          {
            id: 'status',
            label: 'State',
            options: ProductStatus.options.map((value) => ({
              value,
              label: value.charAt(0).toUpperCase() + value.slice(1),
            })),
          },
        ]}
      />
      <ProductTable
        products={data}
        nextCursor={nextCursor}
        hrefOf={(id) => `${base}/api-products/${id}`}
        empty={
          isFiltered ? (
            <EmptyFilter isBare what="products" />
          ) : (
            <EmptyState isBare icon={<Package />} title="No products yet" action={newButton}>
              A product offers one or more APIs under plans. Nobody but you sees it until you publish it.
            </EmptyState>
          )
        }
      />
    </>
  )
}
