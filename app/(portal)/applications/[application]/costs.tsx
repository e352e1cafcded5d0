import { revisionStatusAction } from '#app/actions/revision.ts'
import { CostSoFar, paceOf } from '#components/invoice/cost-so-far.tsx'
import { Propagation } from '#components/patterns/propagation.tsx'
import { Section } from '#components/patterns/section.tsx'
import { SpendCap } from '#components/subscription/spend-cap/spend-cap.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { listChanges } from '#lib/change/queries.ts'
import { can } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { listSubscriptions } from '#lib/subscription/queries.ts'
import type { SubscriptionItem } from '#lib/subscription/schema.ts'
import { setSpendCapAction } from '../actions.ts'
import { draftOf } from './draft-of.ts'

/** What the application's subscriptions to plans with a price cost so far; nothing where all of them are free. */
export async function ApplicationCosts({ actor, id }: { actor: Actor; id: string }) {
  const { data } = await listSubscriptions(actor, { applicationId: id, limit: 100 })
  const billed = data.filter(({ application }) => can(actor, 'billing:read', application.organization.id))
  const cards = await Promise.all(billed.map((subscription) => costOf(actor, subscription)))
  if (cards.every((card) => card === null)) return null
  return (
    <Section
      title="Cost so far"
      description={
        <>
          What is owed for this period by now. What was invoiced is under{' '}
          <TextLink href="/invoices">Invoices</TextLink>.
        </>
      }
    >
      <div className="grid items-start gap-3 lg:grid-cols-2">{cards}</div>
    </Section>
  )
}

/** One subscription's cost with its cap, and the proof of where that holds; null where nothing is billed. */
async function costOf(actor: Actor, { id, product, plan, application }: SubscriptionItem) {
  const [draft, caps] = await Promise.all([
    draftOf(actor, id),
    listChanges(actor, { object: id, event: 'subscription.spend_cap_set', limit: 1 }),
  ])
  if (!draft) return null
  const title = `${product.name}, ${plan.name}`
  const { status } = caps.data[0] ?? {}
  const actions = can(actor, 'payment:manage', application.organization.id) && (
    <SpendCap
      subscriptionId={id}
      title={title}
      pace={paceOf(draft)}
      currency={draft.currency}
      set={setSpendCapAction.bind(null, id)}
    />
  )
  const receipt = status && (
    <Propagation
      key={status.revision}
      initial={status}
      fetchStatus={revisionStatusAction.bind(null, status.revision)}
      verb={draft.spendCap === null ? 'Cap removed' : 'Cap enforced'}
    />
  )
  return <CostSoFar key={id} title={title} draft={draft} actions={actions} receipt={receipt} />
}
