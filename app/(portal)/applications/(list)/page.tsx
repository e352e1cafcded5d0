import { AppWindow } from 'lucide-react'
import { DataTable } from '#components/patterns/data-table.tsx'
import { EmptyFilter } from '#components/patterns/empty-filter.tsx'
import { EmptyState } from '#components/patterns/empty-state.tsx'
import { FilterBar } from '#components/patterns/filter-bar.tsx'
import { PageHeader } from '#components/patterns/page-header.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { Time } from '#components/ui/time.tsx'
import { listApplications } from '#lib/application/queries.ts'
import { requireActor } from '#lib/auth/session.ts'

export const metadata = { title: 'My applications' }

type Props = { searchParams: Promise<{ q?: string; cursor?: string }> }

/** The reader's applications, across organizations. */
export default async function ApplicationsPage({ searchParams }: Props) {
  const actor = await requireActor('/applications')
  const { q, cursor } = await searchParams
  const { data, nextCursor } = await listApplications(actor, { search: q, cursor })
  const hasSeveral = actor.memberships.length > 1
  return (
    <>
      <PageHeader
        title="My applications"
        description="The clients with which you call APIs: their keys, plans and usage."
        actions={
          <LinkButton href="/applications/new" variant="primary">
            Register application
          </LinkButton>
        }
      />
      <FilterBar search="Find by name or id" />
      <DataTable
        label="Applications"
        rows={data}
        rowKey={(row) => row.id}
        rowHref={(row) => `/applications/${row.id}`}
        nextCursor={nextCursor}
        columns={[
          { id: 'name', header: 'Name', cell: (row) => <span className="font-medium">{row.name}</span> },
          ...(hasSeveral
            ? [
                {
                  id: 'organization',
                  header: 'Organization',
                  hideBelow: 'md' as const,
                  cell: (row: (typeof data)[number]) => row.organization.name,
                },
              ]
            : []),
          { id: 'plans', header: 'Subscriptions', isNumeric: true, cell: (row) => row.liveSubscriptions },
          { id: 'keys', header: 'Live keys', isNumeric: true, cell: (row) => row.liveCredentials },
          { id: 'used', header: 'Last call', hideBelow: 'sm', cell: (row) => <Time at={row.lastUsedAt} /> },
          {
            id: 'created',
            header: 'Registered',
            hideBelow: 'lg',
            cell: (row) => <Time at={row.createdAt} look="date" />,
          },
        ]}
        empty={
          q ? (
            <EmptyFilter isBare what="applications" />
          ) : (
            <EmptyState
              isBare
              icon={<AppWindow />}
              title="No applications yet"
              action={<LinkButton href="/applications/new">Register application</LinkButton>}
            >
              An application is a client of yours that calls APIs. Register one, choose a plan in the
              catalogue, and create its key.
            </EmptyState>
          )
        }
      />
    </>
  )
}
