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
