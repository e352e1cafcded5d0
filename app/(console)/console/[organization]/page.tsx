import { revisionStatusAction } from '#app/actions/revision.ts'
import { AttentionList } from '#components/overview/attention-list.tsx'
import { TopList } from '#components/overview/top-list.tsx'
import { TrafficSection } from '#components/overview/traffic-section.tsx'
import { PageHeader } from '#components/patterns/page-header.tsx'
import { Section } from '#components/patterns/section.tsx'
import { Time } from '#components/ui/time.tsx'
import { requireOrganization } from '#lib/auth/require-organization.ts'
import { getOverview } from '#lib/overview/queries.ts'
import { FirstSteps } from './first-steps.tsx'

type Props = { params: Promise<{ organization: string }> }

export const metadata = { title: 'Overview' }

/** What happens at the organization's APIs, and what needs a person. */
export default async function OverviewPage({ params }: Props) {
  const { actor, organization, base } = await requireOrganization((await params).organization)
  const { asOf, provided, attention } = await getOverview(actor, organization.organizationId)
  return (
    <>
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
      <TrafficSection traffic={provided} href={`${base}/usage`} />
      <div className="mt-8 grid gap-8 lg:grid-cols-2">
        <TopList
          title="Top products"
          rows={provided.topProducts}
          hrefOf={(id) => `${base}/usage?productId=${id}`}
        />
        <TopList
          title="Top applications"
          rows={provided.topApplications}
          hrefOf={(id) => `${base}/usage?applicationId=${id}`}
        />
      </div>
    </>
  )
}
