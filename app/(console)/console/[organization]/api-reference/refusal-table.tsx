import { HttpStatus } from '#components/ui/http-status.tsx'
import { Table, TableBody, TableCell, TableRow } from '#components/ui/table.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { type ErrorCode, errorCatalogue } from '#lib/core/errors.ts'

/** What a call can be refused with; each code leads to its page. */
export function RefusalTable({ codes }: { codes: ErrorCode[] }) {
  const sorted = codes.toSorted((a, b) => errorCatalogue[a].status - errorCatalogue[b].status)
  return (
    <div className="overflow-hidden rounded-card border border-line">
      <Table aria-label="Refusals">
        <TableBody>
          {sorted.map((code) => (
            <TableRow key={code} className="h-9">
              <TableCell className="w-14">
                <HttpStatus status={errorCatalogue[code].status} />
              </TableCell>
              <TableCell>
                <TextLink href={`/docs/errors/${code}`} prefetch={false} className="font-mono text-meta">
                  {code}
                </TextLink>
              </TableCell>
              <TableCell className="text-muted">{errorCatalogue[code].title}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  )
}
