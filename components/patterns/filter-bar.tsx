'use client'
import { X } from 'lucide-react'
import { parseAsString, useQueryStates } from 'nuqs'
import { type ReactNode, useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { cn } from '#components/ui/cn.ts'
import { Select, type SelectOption } from '#components/ui/select.tsx'
import { SearchInput } from './search-input.tsx'
import { useTypedText } from './use-typed-text.ts'

export type Filter = {
  /** Name in the URL. */
  id: string
  label: string
  options: SelectOption[]
  /** In force when the URL names none; without it the filter can be "All". */
  defaultValue?: string
}

type Props = {
  /** Placeholder of the search field, which stands in the URL as `q`. Leave out for none. */
  search?: string
  filters?: Filter[]
  /** At the right end. */
  children?: ReactNode
}

const all = '__all'

/** Search (`/` jumps to it) and selects over a list. The URL holds them; a change starts at the first page. */
export function FilterBar({ search, filters = [], children }: Props) {
  const [isPending, startTransition] = useTransition()
  const names = ['q', 'cursor', 'trail', ...filters.map((filter) => filter.id)]
  const [values, setValues] = useQueryStates(Object.fromEntries(names.map((name) => [name, parseAsString])), {
    shallow: false,
    history: 'replace',
    startTransition,
  })
  const set = (name: string, value: string | null) =>
    setValues({ [name]: value || null, cursor: null, trail: null })
  const { text, type, drop } = useTypedText(values.q ?? '', (value) => set('q', value))
  const isFiltered = values.q || filters.some((filter) => values[filter.id])
  const clear = () => {
    drop()
    return setValues(Object.fromEntries(names.map((name) => [name, null])))
  }
  return (
    <search className="mb-3 flex flex-wrap items-center gap-2" aria-busy={isPending || undefined}>
      {search && <SearchInput value={text} onChange={type} placeholder={search} isPending={isPending} />}
      {filters.map((filter) => (
        <Select
          key={filter.id}
          aria-label={filter.label}
          prefix={filter.label}
          value={values[filter.id] ?? filter.defaultValue ?? all}
          onValueChange={(value) => set(filter.id, value === (filter.defaultValue ?? all) ? null : value)}
          options={filter.defaultValue ? filter.options : [{ value: all, label: 'All' }, ...filter.options]}
          className={cn('w-auto max-w-64', values[filter.id] && 'border-accent-line bg-accent-surface')}
        />
      ))}
      {isFiltered && (
        <Button variant="ghost" size="small" onClick={clear}>
          <X aria-hidden />
          Clear
        </Button>
      )}
      {children && <div className="ml-auto flex items-center gap-2">{children}</div>}
    </search>
  )
}
