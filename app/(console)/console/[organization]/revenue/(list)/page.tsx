import { FilterBar } from '#components/patterns/filter-bar.tsx'
import { PageHeader } from '#components/patterns/page-header.tsx'
import { NoRevenue } from '#components/revenue/no-revenue.tsx'
import { RevenueBoard } from '#components/revenue/revenue-board.tsx'
import { revenueFilters } from '#components/revenue/revenue-filters.ts'
import { AnchorButton } from '#components/ui/anchor-button.tsx'
import { orNotFound } from '#lib/auth/or-not-found.ts'
import { requireOrganization } from '#lib/auth/require-organization.ts'
import { listProducts } from '#lib/product/queries.ts'
import type { RevenueSearch } from '../revenue-query.ts'
import { readRevenue } from '../revenue-view.ts'

type Props = { params: Promise<{ organization: string }>; searchParams: Promise<RevenueSearch> }

export const metadata = { title: 'Revenue' }

/** What the organization's customers were invoiced: the URL holds the view. */
export default async function RevenuePage({ params, searchParams }: Props) {
  const { actor, organization, base } = await requireOrganization((await params).organization)
  const { organizationId } = organization
  const search = await searchParams
  const [{ currency, currencies, board }, products] = await orNotFound(
    Promise.all([
      readRevenue(actor, search, organizationId),
      listProducts(actor, { organizationId, limit: 100 }),
    ]),
  )
  const exportHref = `${base}/revenue/export?${new URLSearchParams(search as Record<string, string>)}`
  return (
    <>
      <PageHeader
        title="Revenue"
        description="What your customers were invoiced, before tax and less credit notes. Sandboxes are left out."
        breadcrumb={[{ label: 'Revenue' }]}
        actions={currency && <AnchorButton href={exportHref}>Export CSV</AnchorButton>}
      />
      {currency ? (
        <>
          <FilterBar filters={revenueFilters(currencies, products.data)} />
          <RevenueBoard currency={currency} base={base} {...board} />
        </>
      ) : (
        <NoRevenue base={base} />
      )}
    </>
  )
}
