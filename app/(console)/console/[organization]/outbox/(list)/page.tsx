import { Mails } from 'lucide-react'
import { mailFilters } from '#components/mail/mail-filters.ts'
import { MailServerNote } from '#components/mail/mail-server-note.tsx'
import { MailTable } from '#components/mail/mail-table.tsx'
import { OutboxDescription } from '#components/mail/outbox-description.tsx'
import { EmptyFilter } from '#components/patterns/empty-filter.tsx'
import { EmptyState } from '#components/patterns/empty-state.tsx'
import { FilterBar } from '#components/patterns/filter-bar.tsx'
import { PageHeader } from '#components/patterns/page-header.tsx'
import { requireOrganization } from '#lib/auth/require-organization.ts'
import { readEnv } from '#lib/core/env.ts'
import { listMails } from '#lib/mail/queries.ts'
import { MailKind, MailStatus } from '#lib/mail/schema.ts'

type Query = { cursor?: string; status?: string; kind?: string; objectId?: string }
type Props = { params: Promise<{ organization: string }>; searchParams: Promise<Query> }

export const metadata = { title: 'Outbox' }

/** What the organization's customers were written. */
export default async function OutboxPage({ params, searchParams }: Props) {
  const { actor, organization, base } = await requireOrganization((await params).organization)
  const { cursor, objectId, ...search } = await searchParams
  const status = MailStatus.safeParse(search.status).data
  const kind = MailKind.safeParse(search.kind).data
  const { organizationId } = organization
  const { data, nextCursor } = await listMails(actor, { organizationId, cursor, status, kind, objectId })
  const nothing =
    status || kind || objectId ? (
      <EmptyFilter isBare what="mails" />
    ) : (
      <EmptyState isBare icon={<Mails />} title="No mails yet">
        Invoices, receipts, reminders and notices to your customers show here as they are written.
      </EmptyState>
    )
  return (
    <>
      <PageHeader
        title="Outbox"
        description={<OutboxDescription base={base} objectId={objectId} />}
        breadcrumb={[{ label: 'Outbox' }]}
      />
      <MailServerNote isConfigured={readEnv().SMTP_URL !== undefined} />
      <FilterBar filters={mailFilters} />
      <MailTable
        mails={data}
        nextCursor={nextCursor}
        hrefOf={(id) => `${base}/outbox/${id}`}
        empty={nothing}
      />
    </>
  )
}
