import { revisionStatusAction } from '#app/actions/revision.ts'
import { ObjectCommands } from '#components/patterns/object-commands.tsx'
import { PageHeader } from '#components/patterns/page-header.tsx'
import { Propagation } from '#components/patterns/propagation.tsx'
import { QuotaMeter } from '#components/subscription/quota-meter.tsx'
import { subscriptionLinks } from '#components/subscription/subscription-links.ts'
import { SubscriptionOverview } from '#components/subscription/subscription-overview.tsx'
import { StatusBadge } from '#components/ui/status-badge.tsx'
import { orNotFound } from '#lib/auth/or-not-found.ts'
import { requireOrganization } from '#lib/auth/require-organization.ts'
import { getDraftInvoice } from '#lib/invoice/draft-invoice.ts'
import { listLastStatuses } from '#lib/revision/last-of-objects.ts'
import { getSubscription } from '#lib/subscription/queries.ts'
import { getQuotaUse } from '#lib/usage/queries.ts'
import { ProviderCredits } from './credits.tsx'
import { Decide } from './decide.tsx'
import { SuspendedForPayment } from './suspended-for-payment.tsx'
import { LastDay } from './use.tsx'

type Props = { params: Promise<{ organization: string; subscription: string }> }

export const metadata = { title: 'Subscription' }

/** One subscription: its terms, its use, what it costs, and what may be done with it. */
export default async function SubscriptionPage({ params }: Props) {
  const { organization: slug, subscription: id } = await params
  const { actor, organization, base } = await requireOrganization(slug)
  const subscription = await orNotFound(getSubscription(actor, id))
  const { application, product, status } = subscription
  const isOwn = product.organization.id === organization.organizationId
  const revision = (await listLastStatuses(actor, [id])).get(id)
  const fetchStatus = revision && revisionStatusAction.bind(null, revision.revision)
  const title = `${application.name} on ${product.name}`
  return (
    <>
      <ObjectCommands name={title} id={id} links={subscriptionLinks(subscription, base)} />
      <PageHeader
        title={title}
        badge={<StatusBadge status={status} />}
        description={
          revision && <Propagation key={revision.revision} initial={revision} fetchStatus={fetchStatus} />
        }
        breadcrumb={[{ label: 'Subscriptions', href: `${base}/subscriptions` }, { label: application.name }]}
        actions={isOwn && <Decide actor={actor} subscription={subscription} />}
      />
      {isOwn && <SuspendedForPayment actor={actor} subscription={subscription} base={base} />}
      <SubscriptionOverview
        subscription={subscription}
        base={base}
        quota={<QuotaMeter use={await getQuotaUse(actor, id)} />}
        draft={isOwn && subscription.billing ? await getDraftInvoice(actor, id) : null}
      />
      {isOwn && <ProviderCredits actor={actor} subscription={subscription} base={base} />}
      <LastDay actor={actor} id={id} />
    </>
  )
}
