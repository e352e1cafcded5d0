import type { Filter } from '#components/patterns/filter-bar.tsx'
import { REVENUE_GROUPS } from '#lib/revenue/schema.ts'

const ranges = [
  { value: '1m', label: 'This month' },
  { value: '3m', label: '3 months' },
  { value: '12m', label: '12 months' },
  { value: '24m', label: '24 months' },
]

/** `usual`: the one that is shown when the URL names none. */
type Currencies = { all: string[]; usual: string | null }

/** What can be asked of revenue. Currencies are never added up, so with several there is one to choose. */
export function revenueFilters(currencies: Currencies, products: { id: string; name: string }[]): Filter[] {
  const filters: Filter[] = [
    { id: 'range', label: 'Period', options: ranges, defaultValue: '12m' },
    {
      id: 'productId',
      label: 'Product',
      options: products.map(({ id, name }) => ({ value: id, label: name })),
    },
    {
      id: 'by',
      label: 'By',
      options: REVENUE_GROUPS.map((value) => ({
        value,
        label: value.charAt(0).toUpperCase() + value.slice(1),
      })),
      defaultValue: 'product',
    },
  ]
  const { all, usual } = currencies
  if (usual && all.length > 1)
    filters.push({
      id: 'currency',
      label: 'Currency',
      options: all.map((value) => ({ value, label: value })),
      defaultValue: usual,
    })
  return filters
}
