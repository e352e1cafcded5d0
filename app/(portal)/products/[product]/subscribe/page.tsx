import { notFound } from 'next/navigation'
import { revisionStatusAction } from '#app/actions/revision.ts'
import { SubscribeFlow } from '#components/subscription/subscribe-flow.tsx'
import { requireActor } from '#lib/auth/session.ts'
import {
  createApplicationAction,
  createCredentialAction,
  firstCallAction,
} from '../../../applications/actions.ts'
import { catalogueProduct } from '../catalogue-product.ts'
import { openCheckoutAction, previewSubscriptionAction, subscribeAction } from './actions.ts'
import { subscribeChoices } from './choices.ts'

type Props = {
  params: Promise<{ product: string }>
  searchParams: Promise<{ plan?: string; application?: string; payment?: string }>
}

export const metadata = { title: 'Subscribe' }

/** From a plan to the first call: application, costs, subscription, key. */
export default async function SubscribePage({ params, searchParams }: Props) {
  const { product: slug } = await params
  const { plan, application, payment } = await searchParams
  const actor = await requireActor(
    `/products/${slug}/subscribe${plan ? `?plan=${encodeURIComponent(plan)}` : ''}`,
  )
  const product = await catalogueProduct(slug)
  if (product?.status !== 'published') notFound()
  return (
    <SubscribeFlow
      {...(await subscribeChoices(actor))}
      product={{ name: product.name }}
      plans={product.plans}
      chosenPlanId={plan}
      chosenApplicationId={application}
      payment={payment === 'saved' || payment === 'left' ? payment : undefined}
      preview={previewSubscriptionAction}
      createApplication={createApplicationAction}
      subscribe={subscribeAction}
      openCheckout={openCheckoutAction.bind(null, slug)}
      createCredential={createCredentialAction}
      loadFirstCall={firstCallAction}
      fetchStatus={revisionStatusAction}
    />
  )
}
