import { GatewayEvents } from '#components/gateway/gateway-events.tsx'
import { GatewayState } from '#components/gateway/gateway-state.tsx'
import { ManageGateway } from '#components/gateway/manage-gateway.tsx'
import { AutoRefresh } from '#components/patterns/auto-refresh.tsx'
import { formatBytes } from '#components/patterns/chart-format.ts'
import { KeyValue } from '#components/patterns/key-value.tsx'
import { ObjectCommands } from '#components/patterns/object-commands.tsx'
import { PageHeader } from '#components/patterns/page-header.tsx'
import { Section } from '#components/patterns/section.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Time } from '#components/ui/time.tsx'
import { orNotFound } from '#lib/auth/or-not-found.ts'
import { requireOrganization } from '#lib/auth/require-organization.ts'
import { getGateway, listGatewayEvents } from '#lib/gateway/queries.ts'
import { removeGatewayAction, renameGatewayAction, rotateGatewayTokenAction } from '../actions.ts'

type Props = {
  params: Promise<{ organization: string; gateway: string }>
  searchParams: Promise<{ cursor?: string }>
}

export const metadata = { title: 'Gateway' }

/** One gateway: what it runs by its own word, what it owes, and what happened on its connection. */
export default async function GatewayPage({ params, searchParams }: Props) {
  const { organization, gateway: id } = await params
  const { actor, base } = await requireOrganization(organization)
  const gateway = await orNotFound(getGateway(actor, id))
  const events = await listGatewayEvents(actor, { gatewayId: id, cursor: (await searchParams).cursor })
  const { rejected } = gateway
  return (
    <>
      <AutoRefresh seconds={2} />
      <ObjectCommands
        name={gateway.name}
        id={id}
        links={[
          { label: 'All gateways', href: `${base}/gateways` },
          { label: 'Changes', href: `${base}/changes` },
        ]}
      />
      <PageHeader
        title={gateway.name}
        badge={<GatewayState gateway={gateway} />}
        breadcrumb={[{ label: 'Gateways', href: `${base}/gateways` }, { label: gateway.name }]}
        actions={
          actor.isOperator && (
            <ManageGateway
              name={gateway.name}
              isConnected={gateway.isConnected}
              rename={renameGatewayAction.bind(null, id)}
              rotate={rotateGatewayTokenAction.bind(null, id)}
              remove={removeGatewayAction.bind(null, id)}
              listHref={`${base}/gateways`}
            />
          )
        }
      />
      {rejected && (
        <Callout
          tone="danger"
          title={`It rejected revision ${rejected.revision} and stays on ${gateway.appliedRevision}`}
          className="mb-6"
        >
          {rejected.reason}
          {rejected.resource && ` (${rejected.resource.kind} ${rejected.resource.id})`}{' '}
          <Time at={rejected.at} />
        </Callout>
      )}
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-2">
        <Section title="Configuration" className="mt-0">
          <KeyValue
            items={[
              { label: 'Runs revision', value: `${gateway.appliedRevision} of ${gateway.revision}` },
              {
                label: 'Behind',
                value: gateway.lagRevisions === 0 ? 'Nothing' : `${gateway.lagRevisions} revisions`,
              },
              { label: 'Behind since', value: <Time at={gateway.lagSince} look="exact" fallback="–" /> },
              { label: 'Lease until', value: <Time at={gateway.leaseExpiresAt} look="exact" fallback="–" /> },
              { label: 'Last seen', value: <Time at={gateway.lastSeenAt} /> },
              { label: 'Connected', value: <Time at={gateway.connectedAt} look="exact" /> },
              { label: 'Version', value: gateway.version ?? '–' },
              { label: 'Worker threads', value: gateway.workers ?? '–' },
            ]}
          />
        </Section>
        <Section
          title="Metering since its start"
          className="mt-0"
          description="Seen = in the journal + in flight. The journal is taken in exactly once."
        >
          <KeyValue
            items={[
              { label: 'Requests seen', value: gateway.seen.toLocaleString('en') },
              { label: 'In the journal', value: gateway.journaled.toLocaleString('en') },
              {
                label: 'In flight',
                value: Math.max(0, gateway.seen - gateway.journaled).toLocaleString('en'),
              },
              { label: 'Journal not taken in', value: formatBytes(gateway.owedBytes) },
              { label: 'Open connections', value: gateway.connections.toLocaleString('en') },
            ]}
          />
        </Section>
      </div>
      <Section title="Events">
        <GatewayEvents events={events.data} nextCursor={events.nextCursor} />
      </Section>
    </>
  )
}
