import { FilterBar } from '#components/patterns/filter-bar.tsx'
import type { CustomerItem } from '#lib/customer/schema.ts'
import { InvoiceKind, InvoiceStatus } from '#lib/invoice/schema/invoice.ts'

const KINDS: Record<InvoiceKind, string> = {
  start: 'Beginning',
  period: 'Period',
  end: 'End',
  credits: 'Credits',
}
const STATES = [...InvoiceStatus.options, 'overdue'] as const
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** What narrows a provider's list: state, kind, customer, and a part of a number or name. */
export function InvoiceFilters({ customers }: { customers: CustomerItem[] }) {
  return (
    <FilterBar
      search="Find by number or customer"
      filters={[
        {
          id: 'status',
          label: 'State',
          options: STATES.map((value) => ({ value, label: capital(value) })),
        },
        {
          id: 'customerId',
          label: 'Customer',
          options: customers.map(({ id, legalName, consumer, isSandbox }) => ({
            value: id,
            label: `${legalName || consumer.name}${isSandbox ? ' (sandbox)' : ''}`,
          })),
        },
        {
          id: 'kind',
          label: 'Kind',
          options: InvoiceKind.options.map((value) => ({ value, label: KINDS[value] })),
        },
      ]}
    />
  )
}
