import { BuyCredits } from '#components/credit/buy-credits.tsx'
import { CreditCard } from '#components/credit/credit-card.tsx'
import { Section } from '#components/patterns/section.tsx'
import { can } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { listCredits } from '#lib/credit/queries.ts'
import { listSubscriptions } from '#lib/subscription/queries.ts'
import type { SubscriptionItem } from '#lib/subscription/schema.ts'
import { buyCreditsAction } from '../actions.ts'
import { draftOf } from './draft-of.ts'

/** The credits of the application's subscriptions; nothing where none has any and none is prepaid. */
export async function ApplicationCredits({ actor, id }: { actor: Actor; id: string }) {
  const { data } = await listSubscriptions(actor, { applicationId: id, limit: 100 })
  const own = data.filter(({ application }) => can(actor, 'billing:read', application.organization.id))
  const cards = await Promise.all(own.map((subscription) => creditsOf(actor, subscription)))
  if (cards.every((card) => card === null)) return null
  return (
    <Section title="Credits" description="Prepaid or granted money, in the order in which usage takes it.">
      <div className="grid items-start gap-3 lg:grid-cols-2">{cards}</div>
    </Section>
  )
}

async function creditsOf(actor: Actor, { id, product, plan, application, status }: SubscriptionItem) {
  const credits = await listCredits(actor, id)
  const { currency, isPrepaid, items } = credits
  if (!currency || (items.length === 0 && !(isPrepaid && status === 'active'))) return null
  const draft = await draftOf(actor, id)
  const title = `${product.name}, ${plan.name}`
  const actions = isPrepaid && draft && can(actor, 'payment:manage', application.organization.id) && (
    <BuyCredits
      subscriptionId={id}
      title={title}
      currency={currency}
      taxRatePercent={draft.taxRatePercent}
      buy={buyCreditsAction.bind(null, id)}
    />
  )
  return (
    <CreditCard
      key={id}
      title={title}
      credits={credits}
      currency={currency}
      use={draft && { used: draft.usageAmount, startsAt: draft.periodStartsAt, asOf: draft.asOf }}
      invoiceHref={(invoiceId) => `/invoices/${invoiceId}`}
      actions={actions}
    />
  )
}
