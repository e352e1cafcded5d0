import { MailFacts } from '#components/mail/mail-facts.tsx'
import { MailStatusBadge } from '#components/mail/mail-status-badge.tsx'
import { MailView } from '#components/mail/mail-view.tsx'
import { PageHeader } from '#components/patterns/page-header.tsx'
import { orNotFound } from '#lib/auth/or-not-found.ts'
import { requireOrganization } from '#lib/auth/require-organization.ts'
import { readEnv } from '#lib/core/env.ts'
import { getMail } from '#lib/mail/queries.ts'

type Props = { params: Promise<{ organization: string; mail: string }> }

export const metadata = { title: 'Mail' }

/** One mail as its reader gets it, and how its sending goes. */
export default async function MailPage({ params }: Props) {
  const { organization: slug, mail: id } = await params
  const { actor, base } = await requireOrganization(slug)
  const mail = await orNotFound(getMail(actor, id))
  return (
    <>
      <PageHeader
        title={mail.subject}
        badge={<MailStatusBadge status={mail.status} />}
        breadcrumb={[{ label: 'Outbox', href: `${base}/outbox` }, { label: mail.subject }]}
      />
      <MailFacts mail={mail} base={base} hasServer={readEnv().SMTP_URL !== undefined} />
      <MailView mail={mail} />
    </>
  )
}
