import { UpcomingTable } from '#components/billing/upcoming-table.tsx'
import { Section } from '#components/patterns/section.tsx'
import type { Actor } from '#lib/core/context.ts'
import { listCurrentCosts } from '#lib/invoice/current-costs.ts'
import { listSubscriptions } from '#lib/subscription/queries.ts'

/** The subscriptions that are billed, with what their next invoice comes to so far. */
export async function Upcoming({ actor }: { actor: Actor }) {
  const { data } = await listSubscriptions(actor, { side: 'consumer', limit: 100 })
  const billed = data.filter(({ billing, status }) => billing && status !== 'cancelled')
  if (billed.length === 0) return null
  const costs = await listCurrentCosts(
    actor,
    billed.map(({ id }) => id),
  )
  return (
    <Section
      title="Next invoices"
      description="Usage and changes of plan so far, before tax; the fee of the next period is added on the day."
    >
      <UpcomingTable
        rows={billed.map((subscription) => ({ subscription, cost: costs.get(subscription.id) }))}
      />
    </Section>
  )
}
