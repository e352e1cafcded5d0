import { revisionStatusAction } from '#app/actions/revision.ts'
import { CredentialTable } from '#components/credential/credential-table.tsx'
import { RevokeCredential } from '#components/credential/revoke-credential.tsx'
import { DecisionTable } from '#components/decision/decision-table.tsx'
import { ObjectCommands } from '#components/patterns/object-commands.tsx'
import { PageHeader } from '#components/patterns/page-header.tsx'
import { Section } from '#components/patterns/section.tsx'
import { StatusBadge } from '#components/ui/status-badge.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { UsageChart } from '#components/usage/usage-chart.tsx'
import { UsageStats } from '#components/usage/usage-stats.tsx'
import { getSubscriber } from '#lib/application/queries.ts'
import { orNotFound } from '#lib/auth/or-not-found.ts'
import { requireOrganization } from '#lib/auth/require-organization.ts'
import { can } from '#lib/core/authorize.ts'
import { listCredentials } from '#lib/credential/queries.ts'
import { listDecisions } from '#lib/decision/queries.ts'
import { listRevisionStatuses } from '#lib/revision/queries.ts'
import { getUsage } from '#lib/usage/queries.ts'
import { measureCredentialAction, revokeCredentialAction } from './actions.ts'

type Props = { params: Promise<{ organization: string; application: string }> }

export const metadata = { title: 'Application' }

/** A consumer's application as the provider sees it: subscriptions, keys (to revoke), usage, refusals. */
export default async function SubscriberPage({ params }: Props) {
  const { organization: slug, application: id } = await params
  const { actor, organization, base } = await requireOrganization(slug)
  const subscriber = await orNotFound(getSubscriber(actor, id))
  const { organizationId } = organization
  const [credentials, usage, refusals] = await Promise.all([
    listCredentials(actor, { applicationId: id, limit: 100 }),
    getUsage(actor, { applicationId: id, side: 'provider', organizationId }),
    listDecisions(actor, {
      applicationId: id,
      side: 'provider',
      organizationId,
      isRefusedOnly: true,
      limit: 10,
    }),
  ])
  const statuses = await listRevisionStatuses(
    actor,
    credentials.data.flatMap(({ revokedRevision }) => revokedRevision ?? []),
  )
  return (
    <>
      <ObjectCommands
        name={subscriber.name}
        id={id}
        links={[
          { label: 'Usage', href: `${base}/usage?applicationId=${id}` },
          { label: 'Changes', href: `${base}/changes?object=${id}` },
        ]}
      />
      <PageHeader
        title={subscriber.name}
        description={subscriber.organization.name}
        breadcrumb={[{ label: 'Applications', href: `${base}/applications` }, { label: subscriber.name }]}
      />
      <Section title="Subscriptions">
        <ul className="divide-y divide-line rounded-card border border-line">
          {subscriber.subscriptions.map(({ id: subscriptionId, product, plan, status }) => (
            <li key={subscriptionId} className="flex min-h-11 flex-wrap items-center gap-3 px-4 py-2">
              <TextLink href={`${base}/subscriptions/${subscriptionId}`}>
                {product.name}, {plan.name}
              </TextLink>
              <StatusBadge status={status} />
            </li>
          ))}
        </ul>
      </Section>
      <Section
        title="API keys"
        description="Revoking refuses the key at every gateway, with proof. It cannot be undone."
      >
        <CredentialTable
          credentials={credentials.data}
          statuses={statuses}
          fetchStatus={revisionStatusAction}
          revoke={(credential) =>
            credential.status !== 'revoked' &&
            can(actor, 'credential:revoke', organizationId) && (
              <RevokeCredential
                name={credential.name}
                revoke={revokeCredentialAction.bind(null, credential.id, organizationId)}
                measure={measureCredentialAction.bind(null, credential.id)}
              />
            )
          }
        />
      </Section>
      <Section title="The last 24 hours">
        <UsageStats total={usage.total} series={usage.data} />
        <div className="mt-3">
          <UsageChart rows={usage.data} />
        </div>
      </Section>
      <Section title="Recent refusals">
        <DecisionTable
          decisions={refusals.data}
          empty={<p className="px-4 py-8 text-center text-table text-muted">Nothing was refused</p>}
        />
      </Section>
    </>
  )
}
