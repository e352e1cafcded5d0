import type { Filter } from '#components/patterns/filter-bar.tsx'
import { MailKind } from '#lib/mail/schema.ts'
import { MAIL_KINDS } from './mail-kinds.ts'

/** What an outbox can be asked for. */
export const mailFilters: Filter[] = [
  {
    id: 'status',
    label: 'State',
    options: [
      { value: 'sent', label: 'Sent' },
      { value: 'waiting', label: 'Waiting' },
      { value: 'failed', label: 'Not sent' },
    ],
  },
  {
    id: 'kind',
    label: 'About',
    options: MailKind.options.map((value) => ({ value, label: MAIL_KINDS[value] })),
  },
]
