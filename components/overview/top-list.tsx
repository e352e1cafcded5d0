import { DataTable } from '#components/patterns/data-table.tsx'
import { Section } from '#components/patterns/section.tsx'
import { errorRate, type UsageRow } from '#lib/usage/schema.ts'

/** Who or what made most requests; a row leads to its usage. */
export function TopList({
  title,
  rows,
  hrefOf,
}: {
  title: string
  rows: UsageRow[]
  hrefOf: (id: string) => string
}) {
  return (
    <Section title={title}>
      <DataTable
        label={title}
        isDense
        rows={rows}
        rowKey={(row) => row.key}
        rowHref={(row) => (row.key ? hrefOf(row.key) : undefined)}
        empty={
          <p className="px-4 py-8 text-center text-table text-muted">No requests in the last 24 hours</p>
        }
        columns={[
          { id: 'name', header: 'Name', cell: (row) => row.label || 'Not identified' },
          {
            id: 'requests',
            header: 'Requests',
            isNumeric: true,
            cell: (row) => row.requests.toLocaleString('en'),
          },
          {
            id: 'refused',
            header: 'Refused',
            isNumeric: true,
            hideBelow: 'sm',
            cell: (row) => row.refused.toLocaleString('en'),
          },
          { id: 'errors', header: 'API errors', isNumeric: true, cell: (row) => percent(errorRate(row)) },
        ]}
      />
    </Section>
  )
}

const percent = (share: number | null): string =>
  share === null ? '–' : share === 0 ? '0 %' : `${(share * 100).toFixed(1)} %`
