import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from '#components/ui/table.tsx'
import type { SchemaRow } from '#lib/management-api/schema-rows.ts'

type Props = { label: string; rows: SchemaRow[]; isAnswer?: boolean }

/** What must be sent, or what of an answer may be absent. */
const presence = (row: SchemaRow, isAnswer: boolean): string => {
  if (isAnswer) return row.isRequired ? '' : 'may be absent'
  return row.isRequired ? 'required' : ''
}

/** Members of a body, or parameters, each with its type and rules. */
export function SchemaTable({ label, rows, isAnswer = false }: Props) {
  return (
    <div className="overflow-hidden rounded-card border border-line">
      <Table aria-label={label}>
        <TableHead>
          <tr>
            <TableHeaderCell className="w-2/5">Name</TableHeaderCell>
            <TableHeaderCell>Type</TableHeaderCell>
          </tr>
        </TableHead>
        <TableBody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list is fixed, and names repeat at other depths
            <TableRow key={index} className="h-auto align-top">
              <TableCell className="py-2">
                <span className="font-mono" style={{ paddingLeft: `${row.depth * 16}px` }}>
                  {row.name}
                </span>
                <span className="ml-2 text-meta text-muted">{presence(row, isAnswer)}</span>
              </TableCell>
              <TableCell className="py-2">
                <SchemaFacts row={row} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  )
}

function SchemaFacts({ row: { type, rules, description } }: { row: SchemaRow }) {
  return (
    <>
      <span className="break-words font-mono text-meta">{type}</span>
      {rules.length > 0 && <span className="ml-2 text-meta text-muted">{rules.join(' · ')}</span>}
      {description && <p className="mt-0.5 text-pretty text-muted">{description.replaceAll('`', '')}</p>}
    </>
  )
}
