import { cn } from '#components/ui/cn.ts'
import { Table, TableBody, TableHead, TableHeaderCell } from '#components/ui/table.tsx'
import { type Column, columnClass, type DataTableProps } from './data-table-column.ts'
import { DataTableRow } from './data-table-row.tsx'
import { Pagination } from './pagination.tsx'
import { SortHeader } from './sort-header.tsx'

/** A list from the server: order and page stand in the URL, rows are links, no script but for the head. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, rows, rowActions, empty, nextCursor, isBare = false } = props
  if (rows.length === 0 && empty)
    return <div className={cn(!isBare && 'rounded-card border border-line')}>{empty}</div>
  return (
    <div className={cn('min-w-0', !isBare && 'overflow-hidden rounded-card border border-line')}>
      <Table aria-label={props.label}>
        <TableHead className="bg-subtle">
          <tr>
            {columns.map((column) => (
              <TableHeaderCell key={column.id} className={columnClass(column as Column<never>)}>
                {column.isSortable ? (
                  <SortHeader column={column.id} isNumeric={column.isNumeric} defaultSort={props.defaultSort}>
                    {column.header}
                  </SortHeader>
                ) : (
                  column.header
                )}
              </TableHeaderCell>
            ))}
            {rowActions && (
              <TableHeaderCell className="w-px">
                <span className="sr-only">Actions</span>
              </TableHeaderCell>
            )}
          </tr>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <DataTableRow key={props.rowKey(row)} row={row} table={props} />
          ))}
        </TableBody>
      </Table>
      {nextCursor !== undefined && (
        <Pagination nextCursor={nextCursor} shown={rows.length} total={props.total} />
      )}
    </div>
  )
}
