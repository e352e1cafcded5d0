import { notFound } from 'next/navigation'
import { DecisionTable } from '#components/decision/decision-table.tsx'
import { AutoRefresh } from '#components/patterns/auto-refresh.tsx'
import { EmptyState } from '#components/patterns/empty-state.tsx'
import { PageHeader } from '#components/patterns/page-header.tsx'
import { Section } from '#components/patterns/section.tsx'
import { SandboxMails } from '#components/sandbox/sandbox-mails.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { requireActor } from '#lib/auth/session.ts'
import { listDecisions } from '#lib/decision/queries.ts'
import { listSandboxes, listSandboxMails } from '#lib/sandbox/queries.ts'
import { SandboxApplications } from './applications.tsx'
import { SandboxClock } from './clock.tsx'
import { SandboxInvoicesSection } from './invoices.tsx'

type Props = { params: Promise<{ organization: string }> }

export const metadata = { title: 'Sandbox' }

/** One sandbox: its clock, what may be let happen in it, and what came of it. */
export default async function SandboxPage({ params }: Props) {
  const { organization: slug } = await params
  const actor = await requireActor(`/sandbox/${slug}`)
  const sandbox = (await listSandboxes(actor)).find((one) => one.slug === slug) ?? notFound()
  const { organizationId } = sandbox
  const [mails, refusals] = await Promise.all([
    listSandboxMails(actor, organizationId),
    listDecisions(actor, { side: 'consumer', organizationId, isRefusedOnly: true, limit: 5 }),
  ])
  return (
    <>
      <AutoRefresh seconds={4} />
      <PageHeader
        title={sandbox.name}
        badge={<Badge tone="warning">Sandbox</Badge>}
        description="A test clock and test payments. Gateways, refusals, invoices and mails are the real ones; no money moves."
      />
      <SandboxClock actor={actor} sandbox={sandbox} mails={mails} />
      <SandboxApplications actor={actor} organizationId={organizationId} />
      <SandboxInvoicesSection actor={actor} organizationId={organizationId} />
      <Section title="Refusals" description="What gateways refused of its calls; each opens with the reason.">
        <DecisionTable
          decisions={refusals.data}
          empty={
            <EmptyState isBare title="Nothing was refused">
              Use up a quota or let a key expire, then call: the refusal shows here.
            </EmptyState>
          }
        />
      </Section>
      <div id="mails" className="mt-8 scroll-mt-16">
        <Section title="Mails" description="What its people are written, as they read it.">
          <SandboxMails mails={mails} />
        </Section>
      </div>
    </>
  )
}
