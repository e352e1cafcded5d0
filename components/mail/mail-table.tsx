import type { ReactNode } from 'react'
import { DataTable } from '#components/patterns/data-table.tsx'
import { Time } from '#components/ui/time.tsx'
import type { MailItem } from '#lib/mail/schema.ts'
import { MAIL_KINDS } from './mail-kinds.ts'
import { MailStatusBadge } from './mail-status-badge.tsx'

type Props = {
  mails: MailItem[]
  nextCursor: string | null
  hrefOf: (id: string) => string
  empty: ReactNode
}

/** Mails that were written to customers, the newest first. */
export function MailTable({ mails, nextCursor, hrefOf, empty }: Props) {
  return (
    <DataTable
      label="Mails"
      rows={mails}
      rowKey={(row) => row.id}
      rowHref={(row) => hrefOf(row.id)}
      nextCursor={nextCursor}
      empty={empty}
      columns={[
        { id: 'subject', header: 'Subject', cell: (row) => row.subject },
        {
          id: 'to',
          header: 'To',
          hideBelow: 'md',
          cell: (row) => (
            <span className="block max-w-64 truncate" title={row.to}>
              {row.to}
            </span>
          ),
        },
        { id: 'kind', header: 'About', hideBelow: 'lg', cell: (row) => MAIL_KINDS[row.kind] },
        { id: 'status', header: 'State', cell: (row) => <MailStatusBadge status={row.status} /> },
        { id: 'written', header: 'Written', hideBelow: 'sm', cell: (row) => <Time at={row.createdAt} /> },
      ]}
    />
  )
}
