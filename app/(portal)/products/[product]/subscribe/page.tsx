import { notFound } from 'next/navigation'
import { SubscribeFlow } from '#components/subscription/subscribe-flow.tsx'
import { listApplications } from '#lib/application/queries.ts'
import { requireActor } from '#lib/auth/session.ts'
import { can } from '#lib/core/authorize.ts'
import {
  createApplicationAction,
  createCredentialAction,
  firstCallAction,
} from '../../../applications/actions.ts'
import { catalogueProduct } from '../catalogue-product.ts'
import { subscribeAction } from './actions.ts'

type Props = {
  params: Promise<{ product: string }>
  searchParams: Promise<{ plan?: string; application?: string }>
}

export const metadata = { title: 'Subscribe' }

/** From a plan to the first call: application, subscription, key. */
export default async function SubscribePage({ params, searchParams }: Props) {
  const { product: slug } = await params
  const { plan, application } = await searchParams
  const actor = await requireActor(
    `/products/${slug}/subscribe${plan ? `?plan=${encodeURIComponent(plan)}` : ''}`,
  )
  const product = await catalogueProduct(slug)
  if (product?.status !== 'published') notFound()
  const { data } = await listApplications(actor, { limit: 100 })
  const mayUse = (permission: 'application:create' | 'subscription:create', id: string) =>
    can(actor, permission, id)
  return (
    <SubscribeFlow
      product={{ name: product.name }}
      plans={product.plans}
      chosenPlanId={plan}
      applications={data
        .filter(({ organization }) => mayUse('subscription:create', organization.id))
        .map(({ id, name, organization, liveCredentials }) => ({
          id,
          name,
          organization: organization.name,
          liveCredentials,
        }))}
      chosenApplicationId={application}
      organizations={actor.memberships
        .filter(({ organizationId }) => mayUse('application:create', organizationId))
        .map(({ organizationId: id, name }) => ({ id, name }))}
      createApplication={createApplicationAction}
      subscribe={subscribeAction}
      createCredential={createCredentialAction}
      loadFirstCall={firstCallAction}
    />
  )
}
