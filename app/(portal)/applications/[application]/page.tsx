import { redirect } from 'next/navigation'
import { FirstCall } from '#components/application/first-call.tsx'
import { DecisionTable } from '#components/decision/decision-table.tsx'
import { AutoRefresh } from '#components/patterns/auto-refresh.tsx'
import { EmptyState } from '#components/patterns/empty-state.tsx'
import { Section } from '#components/patterns/section.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { UsageChart } from '#components/usage/usage-chart.tsx'
import { UsageStats } from '#components/usage/usage-stats.tsx'
import { getApplication } from '#lib/application/queries.ts'
import { orNotFound } from '#lib/auth/or-not-found.ts'
import { requireActor } from '#lib/auth/session.ts'
import { findFirstCall, listDecisions } from '#lib/decision/queries.ts'
import { findExampleCall } from '#lib/subscription/example-call.ts'
import { getUsage } from '#lib/usage/queries.ts'
import { firstCallAction } from '../actions.ts'
import { ApplicationCosts } from './costs.tsx'
import { ApplicationCredentials } from './credentials.tsx'
import { ApplicationCredits } from './credits.tsx'
import { ApplicationHeader } from './header.tsx'
import { ApplicationSubscriptions } from './subscriptions.tsx'

type Props = { params: Promise<{ application: string }>; searchParams: Promise<{ cursor?: string }> }

/** One application: what it may call, its keys, what it calls, and why it was refused. */
export default async function ApplicationPage({ params }: Props) {
  const { application: id } = await params
  const actor = await requireActor(`/applications/${id}`)
  if (!id.startsWith('app_')) redirect('/applications')
  const [firstCall, curl, usage, refusals] = await orNotFound(
    Promise.all([
      findFirstCall(actor, id),
      findExampleCall(actor, id),
      getUsage(actor, { applicationId: id, side: 'consumer' }),
      listDecisions(actor, { applicationId: id, isRefusedOnly: true, limit: 10 }),
      // Throws for an application that is not the reader's.
      getApplication(actor, id),
    ]),
  )
  return (
    <>
      <AutoRefresh seconds={10} />
      <ApplicationHeader actor={actor} id={id} />
      {curl && !firstCall && (
        <div className="mb-8">
          <FirstCall initial={null} load={firstCallAction.bind(null, id, undefined)} curl={curl} />
        </div>
      )}
      <ApplicationSubscriptions actor={actor} id={id} />
      <ApplicationCosts actor={actor} id={id} />
      <ApplicationCredits actor={actor} id={id} />
      <ApplicationCredentials actor={actor} id={id} curl={curl ?? undefined} />
      <Section title="Usage" description="The last 24 hours, live.">
        <UsageStats total={usage.total} series={usage.data} />
        <div className="mt-3">
          <UsageChart rows={usage.data} />
        </div>
      </Section>
      <Section
        title="Recent refusals"
        description={
          <>
            Each opens with the rule, the counter and when it passes again. All{' '}
            <TextLink href="/docs/errors">error codes</TextLink>.
          </>
        }
      >
        <DecisionTable
          decisions={refusals.data}
          empty={
            <EmptyState isBare title="Nothing was refused">
              When a gateway refuses a call of this application, it shows here with the reason.
            </EmptyState>
          }
        />
      </Section>
    </>
  )
}
