import { FilterBar } from '#components/patterns/filter-bar.tsx'
import { PageHeader } from '#components/patterns/page-header.tsx'
import { Section } from '#components/patterns/section.tsx'
import { Card } from '#components/ui/card.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { Time } from '#components/ui/time.tsx'
import { LatencyChart } from '#components/usage/latency-chart.tsx'
import { UsageChart } from '#components/usage/usage-chart.tsx'
import { UsageStats } from '#components/usage/usage-stats.tsx'
import { UsageTable } from '#components/usage/usage-table.tsx'
import { listApis } from '#lib/api/queries.ts'
import { listSubscribers } from '#lib/application/queries.ts'
import { orNotFound } from '#lib/auth/or-not-found.ts'
import { requireOrganization } from '#lib/auth/require-organization.ts'
import { listProducts } from '#lib/product/queries.ts'
import { getUsage } from '#lib/usage/queries.ts'
import { type UsageSearch, usageGroup, usageQuery } from '../usage-query.ts'

type Props = { params: Promise<{ organization: string }>; searchParams: Promise<UsageSearch> }

export const metadata = { title: 'Usage' }

const ranges = [
  { value: '1h', label: 'Last hour' },
  { value: '24h', label: 'Last 24 hours' },
  { value: '7d', label: 'Last 7 days' },
  { value: '30d', label: 'Last 30 days' },
]
const groups = ['product', 'plan', 'application', 'api', 'operation', 'gateway', 'status', 'time'].map(
  (value) => ({
    value,
    label: value === 'api' ? 'API' : value.charAt(0).toUpperCase() + value.slice(1),
  }),
)

/** Requests, errors and latency by whatever one asks: the URL holds the view. */
export default async function UsagePage({ params, searchParams }: Props) {
  const { actor, organization, base } = await requireOrganization((await params).organization)
  const search = await searchParams
  const { organizationId } = organization
  const query = usageQuery(search, organizationId)
  const group = usageGroup(search)
  const [series, grouped, products, subscribers, apis] = await orNotFound(
    Promise.all([
      getUsage(actor, { ...query, groupBy: 'time' }),
      getUsage(actor, { ...query, groupBy: group }),
      listProducts(actor, { organizationId, limit: 100 }),
      listSubscribers(actor, { organizationId, limit: 100 }),
      listApis(actor, { organizationId, limit: 100 }),
    ]),
  )
  const options = (rows: { id: string; name: string }[]) =>
    rows.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <>
      <PageHeader
        title="Usage"
        breadcrumb={[{ label: 'Usage' }]}
        description={
          <>
            <Time at={series.from} look="exact" /> to <Time at={series.to} look="exact" />
          </>
        }
        actions={
          <LinkButton
            href={`${base}/usage/export?${new URLSearchParams(search as Record<string, string>)}`}
            prefetch={false}
          >
            Export CSV
          </LinkButton>
        }
      />
      <FilterBar
        filters={[
          { id: 'range', label: 'Range', options: ranges, defaultValue: '24h' },
          { id: 'productId', label: 'Product', options: options(products.data) },
          { id: 'applicationId', label: 'Application', options: options(subscribers.data) },
          { id: 'apiId', label: 'API', options: options(apis.data) },
          { id: 'groupBy', label: 'By', options: groups, defaultValue: 'product' },
        ]}
      />
      <UsageStats total={series.total} series={series.data} />
      <Card className="mt-3 grid gap-x-8 gap-y-6 p-4 xl:grid-cols-2">
        <UsageChart rows={series.data} height={240} />
        <LatencyChart rows={series.data} height={240} />
      </Card>
      <Section
        title={`By ${groups.find(({ value }) => value === group)?.label.replace(/^[A-Z](?=[a-z])/, (c) => c.toLowerCase()) ?? group}`}
      >
        <UsageTable rows={grouped.data} group={group} />
      </Section>
    </>
  )
}
