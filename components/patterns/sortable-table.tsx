'use client'
import {
  type ColumnDef,
  flexRender,
  getCoreRowModel,
  getSortedRowModel,
  type Header,
  type SortingState,
  useReactTable,
} from '@tanstack/react-table'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useState } from 'react'
import { cn } from '#components/ui/cn.ts'
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from '#components/ui/table.tsx'
import { formatValue, type ValueFormat } from './chart-format.ts'

type Value = string | number | null | undefined
export type SortableRow = Record<string, Value>
export type SortableColumn = {
  key: string
  header: string
  /** Numbers stand right in this form. */
  format?: ValueFormat
  print?: (value: Value) => string
}

type Props = { label: string; columns: SortableColumn[]; rows: SortableRow[] }

/** Numbers that are all here already, sorted in the browser by a click on a head. For lists of objects: `DataTable`. */
export function SortableTable({ label, columns, rows }: Props) {
  const [sorting, setSorting] = useState<SortingState>([])
  const table = useReactTable({
    data: rows,
    columns: columns.map(toDefinition),
    state: { sorting },
    onSortingChange: setSorting,
    getCoreRowModel: getCoreRowModel(),
    getSortedRowModel: getSortedRowModel(),
  })
  const isNumeric = (id: string) => columns.find((column) => column.key === id)?.format !== undefined
  return (
    <Table aria-label={label}>
      <TableHead className="sticky top-0 z-10 bg-subtle">
        <tr>
          {table.getFlatHeaders().map((header) => (
            <SortableHead key={header.id} header={header} isNumeric={isNumeric(header.column.id)} />
          ))}
        </tr>
      </TableHead>
      <TableBody>
        {table.getRowModel().rows.map((row) => (
          <TableRow key={row.id} className="h-9">
            {row.getVisibleCells().map((cell) => (
              <TableCell
                key={cell.id}
                className={cn('tabular-nums', isNumeric(cell.column.id) && 'text-right')}
              >
                {flexRender(cell.column.columnDef.cell, cell.getContext())}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

const toDefinition = (column: SortableColumn): ColumnDef<SortableRow> => ({
  id: column.key,
  accessorFn: (row) => row[column.key] ?? undefined,
  header: column.header,
  sortUndefined: 'last',
  cell: ({ getValue }) => print(column, getValue<Value>()),
})

function print(column: SortableColumn, value: Value): string {
  if (value === null || value === undefined) return '–'
  if (column.print) return column.print(value)
  return typeof value === 'number' ? formatValue(value, column.format) : value
}

function SortableHead({ header, isNumeric }: { header: Header<SortableRow, unknown>; isNumeric: boolean }) {
  const direction = header.column.getIsSorted()
  const Icon = direction === 'asc' ? ArrowUp : ArrowDown
  return (
    <TableHeaderCell
      aria-sort={direction === 'asc' ? 'ascending' : direction === 'desc' ? 'descending' : 'none'}
      className={cn(isNumeric && 'text-right')}
    >
      <button
        type="button"
        onClick={header.column.getToggleSortingHandler()}
        className={cn(
          'group inline-flex items-center gap-1 rounded-tag hover:text-text',
          isNumeric && 'flex-row-reverse',
          direction && 'text-text',
        )}
      >
        {flexRender(header.column.columnDef.header, header.getContext())}
        <Icon aria-hidden className={cn('size-3', !direction && 'opacity-0 group-hover:opacity-60')} />
      </button>
    </TableHeaderCell>
  )
}
