import Link from 'next/link'
import type { ReactNode } from 'react'
import { cn } from '#components/ui/cn.ts'
import { TableCell, TableRow } from '#components/ui/table.tsx'
import { type Column, columnClass, type DataTableProps } from './data-table-column.ts'

/** One row. The first cell's link is stretched over the row; everything else that can be clicked lies above it. */
export function DataTableRow<Row>({ row, table }: { row: Row; table: DataTableProps<Row> }) {
  const href = table.rowHref?.(row)
  return (
    <TableRow
      className={cn(
        'relative',
        table.isDense && 'h-9',
        href && 'transition-colors duration-100 hover:bg-subtle has-[a:focus-visible]:bg-subtle',
      )}
    >
      {table.columns.map((column, index) => (
        <TableCell key={column.id} className={columnClass(column as Column<never>)}>
          {href && index === 0 ? (
            <Link
              href={href}
              title={textOf(column.cell(row))}
              className="block min-w-32 max-w-[28rem] truncate font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
            >
              {column.cell(row)}
            </Link>
          ) : (
            column.cell(row)
          )}
        </TableCell>
      ))}
      {table.rowActions && (
        <TableCell className="w-px whitespace-nowrap text-right">
          <div className="relative z-10 flex items-center justify-end gap-1">{table.rowActions(row)}</div>
        </TableCell>
      )}
    </TableRow>
  )
}

const textOf = (content: ReactNode) => (typeof content === 'string' ? content : undefined)
