import { revisionStatusAction } from '#app/actions/revision.ts'
import { AttentionList } from '#components/overview/attention-list.tsx'
import { FleetList } from '#components/overview/fleet-list.tsx'
import { RecentChanges } from '#components/overview/recent-changes.tsx'
import { TopList } from '#components/overview/top-list.tsx'
import { TrafficSection } from '#components/overview/traffic-section.tsx'
import { AutoRefresh } from '#components/patterns/auto-refresh.tsx'
import { PageHeader } from '#components/patterns/page-header.tsx'
import { Section } from '#components/patterns/section.tsx'
import { Time } from '#components/ui/time.tsx'
import { requireOrganization } from '#lib/auth/require-organization.ts'
import { listChanges } from '#lib/change/queries.ts'
import { listGateways } from '#lib/gateway/queries.ts'
import { getOverview } from '#lib/overview/queries.ts'
import { FirstSteps } from './first-steps.tsx'

type Props = { params: Promise<{ organization: string }> }

export const metadata = { title: 'Overview' }

/** What happens at the organization's APIs, what needs a person, and what enforces it. */
export default async function OverviewPage({ params }: Props) {
  const { actor, organization, base } = await requireOrganization((await params).organization)
  const { organizationId } = organization
  const [{ asOf, provided, consumed, attention }, gateways, changes] = await Promise.all([
    getOverview(actor, organizationId),
    listGateways(actor),
    listChanges(actor, { organizationId, limit: 4 }),
  ])
  const usageOf = (filter: string) => (id: string) => `${base}/usage?${filter}=${id}`
  const seesGateways = actor.isOperator || organization.role === 'owner'
  return (
    <>
      <AutoRefresh seconds={15} />
      <PageHeader
        title={organization.name}
        description={
          <>
            The last 24 hours, as of <Time at={asOf} look="clock" />
          </>
        }
      />
      <FirstSteps actor={actor} organization={organization} base={base} />
      <Section title="Needs you">
        <AttentionList attention={attention} base={base} fetchStatus={revisionStatusAction} />
      </Section>
      <TrafficSection
        title="Traffic at your APIs"
        traffic={provided}
        link={{ href: `${base}/usage`, label: 'Explore usage' }}
      />
      {consumed.total.requests > 0 && (
        <TrafficSection
          title="Traffic of your applications"
          traffic={consumed}
          link={{ href: '/applications', label: 'My applications' }}
        />
      )}
      <div className="mt-8 grid gap-x-6 gap-y-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="min-w-0">
          <TopList title="Top products" rows={provided.topProducts} hrefOf={usageOf('productId')} />
          <TopList
            title="Top applications"
            rows={provided.topApplications}
            hrefOf={usageOf('applicationId')}
          />
        </div>
        <div className="min-w-0">
          <FleetList
            gateways={gateways.data}
            hrefOf={seesGateways ? (id) => `${base}/gateways/${id}` : null}
          />
          <RecentChanges changes={changes.data} href={`${base}/changes`} fetchStatus={revisionStatusAction} />
        </div>
      </div>
    </>
  )
}
