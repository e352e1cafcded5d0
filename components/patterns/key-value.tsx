import type { ReactNode } from 'react'
import { cn } from '#components/ui/cn.ts'

export type KeyValueItem = { label: ReactNode; value: ReactNode }

/** Facts one below the other, label at the left; stacked on narrow screens. */
export function KeyValue({ items, className }: { items: KeyValueItem[]; className?: string }) {
  return (
    <dl className={cn('divide-y divide-line', className)}>
      {items.map((item, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is fixed
          key={index}
          className="grid gap-x-4 gap-y-0.5 py-2.5 sm:grid-cols-[10rem_minmax(0,1fr)]"
        >
          <dt className="text-table text-muted">{item.label}</dt>
          <dd className="min-w-0 break-words text-table">{item.value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Facts side by side, label above: the head of an object's page. */
export function DefinitionGrid({ items, className }: { items: KeyValueItem[]; className?: string }) {
  return (
    <dl className={cn('grid grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] gap-x-6 gap-y-4', className)}>
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is fixed
        <div key={index} className="min-w-0">
          <dt className="label-meta mb-1">{item.label}</dt>
          <dd className="min-w-0 truncate text-body">{item.value}</dd>
        </div>
      ))}
    </dl>
  )
}
