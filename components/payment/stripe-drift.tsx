import { EmptyFilter } from '#components/patterns/empty-filter.tsx'
import { EmptyState } from '#components/patterns/empty-state.tsx'
import { FilterBar } from '#components/patterns/filter-bar.tsx'
import { Section } from '#components/patterns/section.tsx'
import type { DriftItem } from '#lib/payment/schema.ts'
import { DriftTable } from './drift-table.tsx'

const states = [
  { value: 'open', label: 'Stands' },
  { value: 'mended', label: 'Mended' },
]

type Props = { data: DriftItem[]; nextCursor: string | null; base: string; isFiltered: boolean }

/** Stripe's books against ours, as the last comparison found them. */
export function StripeDrift({ data, nextCursor, base, isFiltered }: Props) {
  return (
    <Section
      title="Differences"
      description="Both books are compared every hour. What differs is read from Stripe again, which mends most of it; what stands needs you."
    >
      <FilterBar filters={[{ id: 'drift', label: 'Now', options: states }]} />
      <DriftTable
        drift={data}
        nextCursor={nextCursor}
        hrefOf={({ objectKind, objectId }) =>
          objectKind === 'invoice' ? `${base}/invoices/${objectId}` : `${base}/customers/${objectId}`
        }
        empty={
          isFiltered ? (
            <EmptyFilter isBare what="differences" />
          ) : (
            <EmptyState isBare title="No differences">
              Stripe says the same as Gatehouse, as of the last comparison.
            </EmptyState>
          )
        }
      />
    </Section>
  )
}
