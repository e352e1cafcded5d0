import { Braces } from 'lucide-react'
import { DataTable } from '#components/patterns/data-table.tsx'
import { EmptyFilter } from '#components/patterns/empty-filter.tsx'
import { EmptyState } from '#components/patterns/empty-state.tsx'
import { FilterBar } from '#components/patterns/filter-bar.tsx'
import { PageHeader } from '#components/patterns/page-header.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { Time } from '#components/ui/time.tsx'
import { listApis } from '#lib/api/queries.ts'
import { requireOrganization } from '#lib/auth/require-organization.ts'
import { can } from '#lib/core/authorize.ts'

type Props = {
  params: Promise<{ organization: string }>
  searchParams: Promise<{ q?: string; cursor?: string }>
}

export const metadata = { title: 'APIs' }

/** The organization's APIs. */
export default async function ApisPage({ params, searchParams }: Props) {
  const { actor, organization, base } = await requireOrganization((await params).organization)
  const { q, cursor } = await searchParams
  const { data, nextCursor } = await listApis(actor, {
    organizationId: organization.organizationId,
    search: q,
    cursor,
  })
  const importButton = can(actor, 'api:create', organization.organizationId) && (
    <LinkButton href={`${base}/apis/new`} variant="primary">
      Import API
    </LinkButton>
  )
  return (
    <>
      <PageHeader
        title="APIs"
        description="Contracts, and where they are served from."
        breadcrumb={[{ label: 'APIs' }]}
        actions={data.length > 0 && importButton}
      />
      <FilterBar search="Find by name or slug" />
      <DataTable
        label="APIs"
        rows={data}
        rowKey={(row) => row.id}
        rowHref={(row) => `${base}/apis/${row.id}`}
        nextCursor={nextCursor}
        columns={[
          { id: 'name', header: 'Name', cell: (row) => <span className="font-medium">{row.name}</span> },
          {
            id: 'slug',
            header: 'At the gateway',
            cell: (row) => <code className="font-mono">/{row.slug}</code>,
          },
          {
            id: 'version',
            header: 'Version',
            hideBelow: 'md',
            cell: (row) => row.currentVersion?.documentVersion ?? '–',
          },
          {
            id: 'operations',
            header: 'Operations',
            isNumeric: true,
            hideBelow: 'sm',
            cell: (row) => (row.currentVersion?.operationCount ?? 0).toLocaleString('en'),
          },
          {
            id: 'products',
            header: 'Products',
            hideBelow: 'lg',
            cell: (row) => row.products.map(({ name }) => name).join(', ') || '–',
          },
          { id: 'updated', header: 'Changed', hideBelow: 'md', cell: (row) => <Time at={row.updatedAt} /> },
        ]}
        empty={
          q ? (
            <EmptyFilter isBare what="APIs" />
          ) : (
            <EmptyState isBare icon={<Braces />} title="No APIs yet" action={importButton}>
              Import an OpenAPI document from a file, pasted text or a URL.
            </EmptyState>
          )
        }
      />
    </>
  )
}
