import { PackageSearch } from 'lucide-react'
import { EmptyFilter } from '#components/patterns/empty-filter.tsx'
import { EmptyState } from '#components/patterns/empty-state.tsx'
import { FilterBar } from '#components/patterns/filter-bar.tsx'
import { PageHeader } from '#components/patterns/page-header.tsx'
import { Pagination } from '#components/patterns/pagination.tsx'
import { ProductGrid } from '#components/product/product-grid.tsx'
import { PortalContainer } from '#components/shell/portal-container.tsx'
import { currentActor } from '#lib/auth/session.ts'
import { listCatalogue } from '#lib/product/queries.ts'

export const metadata = { title: 'Catalogue' }

type Props = { searchParams: Promise<{ q?: string; cursor?: string }> }

/** All products that the reader may find. */
export default async function CataloguePage({ searchParams }: Props) {
  const { q, cursor } = await searchParams
  const { data, nextCursor } = await listCatalogue(await currentActor(), {
    query: q?.slice(0, 100),
    cursor,
    limit: 24,
  })
  return (
    <PortalContainer>
      <PageHeader title="Catalogue" description="API products that you can subscribe to." />
      <FilterBar search="Search products" />
      {data.length > 0 ? (
        <>
          <ProductGrid products={data} />
          <Pagination nextCursor={nextCursor} shown={data.length} />
        </>
      ) : q ? (
        <EmptyFilter what="products" />
      ) : (
        <EmptyState icon={<PackageSearch />} title="Nothing is published yet">
          Products appear here as soon as a provider publishes them.
        </EmptyState>
      )}
    </PortalContainer>
  )
}
