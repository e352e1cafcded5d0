import { StatusBadge } from '#components/ui/status-badge.tsx'
import type { MailStatus } from '#lib/mail/schema.ts'

const looks = {
  waiting: { label: 'Waiting', tone: 'warning' },
  sent: { label: 'Sent', tone: 'success' },
  failed: { label: 'Not sent', tone: 'danger' },
} as const

/** Where a mail is: waiting for its next attempt, sent, or given up. */
export function MailStatusBadge({ status }: { status: MailStatus }) {
  return <StatusBadge status={status} {...looks[status]} />
}
