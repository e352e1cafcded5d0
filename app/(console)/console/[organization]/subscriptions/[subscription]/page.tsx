import { KeyValue } from '#components/patterns/key-value.tsx'
import { ObjectCommands } from '#components/patterns/object-commands.tsx'
import { PageHeader } from '#components/patterns/page-header.tsx'
import { Section } from '#components/patterns/section.tsx'
import { DecideSubscription } from '#components/subscription/decide-subscription.tsx'
import { QuotaMeter } from '#components/subscription/quota-meter.tsx'
import { StatusBadge } from '#components/ui/status-badge.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { Time } from '#components/ui/time.tsx'
import { UsageChart } from '#components/usage/usage-chart.tsx'
import { UsageStats } from '#components/usage/usage-stats.tsx'
import { orNotFound } from '#lib/auth/or-not-found.ts'
import { requireOrganization } from '#lib/auth/require-organization.ts'
import { can } from '#lib/core/authorize.ts'
import { formatQuota, formatRateLimit } from '#lib/plan/schema.ts'
import { getSubscription } from '#lib/subscription/queries.ts'
import { getQuotaUse, getUsage } from '#lib/usage/queries.ts'
import {
  approveSubscriptionAction,
  measureSubscriptionAction,
  refuseSubscriptionAction,
  resumeSubscriptionAction,
  suspendSubscriptionAction,
} from '../actions.ts'

type Props = { params: Promise<{ organization: string; subscription: string }> }

export const metadata = { title: 'Subscription' }

/** One subscription: its terms, its use, and what may be done with it. */
export default async function SubscriptionPage({ params }: Props) {
  const { organization: slug, subscription: id } = await params
  const { actor, organization, base } = await requireOrganization(slug)
  const subscription = await orNotFound(getSubscription(actor, id))
  const [use, usage] = await Promise.all([getQuotaUse(actor, id), getUsage(actor, { subscriptionId: id })])
  const { application, product, plan, status } = subscription
  const { rateLimit, quota } = plan
  const mayDecide =
    product.organization.id === organization.organizationId &&
    can(actor, 'subscription:decide', product.organization.id)
  return (
    <>
      <ObjectCommands
        name={`${application.name} on ${product.name}`}
        id={id}
        links={[
          { label: application.name, href: `${base}/applications/${application.id}` },
          { label: 'Usage', href: `${base}/usage?applicationId=${application.id}&productId=${product.id}` },
          { label: 'History', href: `${base}/changes?object=${id}` },
        ]}
      />
      <PageHeader
        title={`${application.name} on ${product.name}`}
        badge={<StatusBadge status={status} />}
        breadcrumb={[{ label: 'Subscriptions', href: `${base}/subscriptions` }, { label: application.name }]}
        actions={
          mayDecide && (
            <DecideSubscription
              id={id}
              application={application.name}
              status={status}
              approve={approveSubscriptionAction}
              refuse={refuseSubscriptionAction}
              suspend={suspendSubscriptionAction}
              resume={resumeSubscriptionAction}
              measure={measureSubscriptionAction}
            />
          )
        }
      />
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-2">
        <Section title="Terms" className="mt-0">
          <KeyValue
            items={[
              {
                label: 'Application',
                value: (
                  <TextLink href={`${base}/applications/${application.id}`}>{application.name}</TextLink>
                ),
              },
              { label: 'Organization', value: application.organization.name },
              { label: 'Product', value: product.name },
              { label: 'Plan', value: plan.name },
              { label: 'Rate limit', value: formatRateLimit(rateLimit) },
              { label: 'Quota', value: formatQuota(quota) },
              { label: 'Asked', value: <Time at={subscription.createdAt} look="exact" /> },
              { label: 'Decided', value: <Time at={subscription.decidedAt} look="exact" fallback="–" /> },
              ...(subscription.reason ? [{ label: 'Reason', value: subscription.reason }] : []),
            ]}
          />
        </Section>
        <Section title="This period" className="mt-0">
          <QuotaMeter use={use} />
          <p className="mt-4">
            <TextLink href={`${base}/changes?object=${id}`}>History of this subscription</TextLink>
          </p>
        </Section>
      </div>
      <Section title="The last 24 hours">
        <UsageStats total={usage.total} series={usage.data} />
        <div className="mt-3">
          <UsageChart rows={usage.data} />
        </div>
      </Section>
    </>
  )
}
