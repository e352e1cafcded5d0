import type { ReactNode } from 'react'
import { cn } from '#components/ui/cn.ts'

export type Column<Row> = {
  id: string
  header: ReactNode
  cell: (row: Row) => ReactNode
  /** Numbers stand right, in columns of digits. */
  isNumeric?: boolean
  /** Sorts by `?sort=<id>`; the page reads it with `parseSort`. */
  isSortable?: boolean
  /** Hidden below this width. */
  hideBelow?: 'sm' | 'md' | 'lg' | 'xl'
  /** Classes for head and cells, e.g. a width. */
  className?: string
}

export type DataTableProps<Row> = {
  /** Said to screen readers: "Applications". */
  label: string
  columns: Column<Row>[]
  rows: Row[]
  rowKey: (row: Row) => string
  /** The whole row leads there; the first column is the link. */
  rowHref?: (row: Row) => string | undefined
  /** A menu or buttons at the end of the row. */
  rowActions?: (row: Row) => ReactNode
  /** Shown in place of rows: `EmptyState` or `EmptyFilter` with `isBare`. */
  empty?: ReactNode
  isDense?: boolean
  /** Of `Page<T>`. Leave out for lists that are shown whole. */
  nextCursor?: string | null
  /** How many there are in all, when it is known. */
  total?: number
  /** In force when the URL names none, e.g. `-createdAt`. */
  defaultSort?: string
  /** No frame, when it stands inside a card. */
  isBare?: boolean
}

const hidden = { sm: 'max-sm:hidden', md: 'max-md:hidden', lg: 'max-lg:hidden', xl: 'max-xl:hidden' }

/** Classes that a column gives to its head and cells alike. */
export const columnClass = (column: Column<never>): string =>
  cn(
    column.isNumeric && 'text-right tabular-nums',
    column.hideBelow && hidden[column.hideBelow],
    column.className,
  )
