import { DataTable } from '#components/patterns/data-table.tsx'
import { Section } from '#components/patterns/section.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Time } from '#components/ui/time.tsx'
import { listApiVersions } from '#lib/api/queries.ts'
import { orNotFound } from '#lib/auth/or-not-found.ts'
import { requireOrganization } from '#lib/auth/require-organization.ts'

type Props = {
  params: Promise<{ organization: string; api: string }>
  searchParams: Promise<{ cursor?: string }>
}

export const metadata = { title: 'Versions' }

/** Every document that was imported. */
export default async function VersionsPage({ params, searchParams }: Props) {
  const { organization, api } = await params
  const { actor, base } = await requireOrganization(organization)
  const { data, nextCursor } = await orNotFound(
    listApiVersions(actor, api, { cursor: (await searchParams).cursor }),
  )
  return (
    <Section title="Versions">
      <DataTable
        label="Versions"
        rows={data}
        rowKey={(row) => row.id}
        rowHref={(row) => `${base}/apis/${api}/versions/${row.id}`}
        nextCursor={nextCursor}
        columns={[
          {
            id: 'number',
            header: 'Import',
            cell: (row) => (
              <span className="flex items-center gap-2 font-medium">
                {row.number} {row.isCurrent && <Badge tone="success">Current</Badge>}
              </span>
            ),
          },
          { id: 'version', header: 'Document version', cell: (row) => row.documentVersion },
          {
            id: 'operations',
            header: 'Operations',
            isNumeric: true,
            cell: (row) => row.operationCount.toLocaleString('en'),
          },
          {
            id: 'difference',
            header: 'Against the one before',
            hideBelow: 'md',
            cell: (row) => differenceText(row.differences),
          },
          { id: 'at', header: 'Imported', hideBelow: 'sm', cell: (row) => <Time at={row.createdAt} /> },
        ]}
      />
    </Section>
  )
}

function differenceText(
  differences: { added: unknown[]; removed: unknown[]; changed: unknown[] } | null,
): string {
  if (!differences) return 'The first'
  return `+${differences.added.length} −${differences.removed.length} ~${differences.changed.length}`
}
