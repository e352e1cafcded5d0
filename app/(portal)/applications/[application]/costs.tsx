import { CostSoFar } from '#components/invoice/cost-so-far.tsx'
import { Section } from '#components/patterns/section.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { can } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { AppError } from '#lib/core/errors.ts'
import { getDraftInvoice } from '#lib/invoice/draft-invoice.ts'
import { listSubscriptions } from '#lib/subscription/queries.ts'

/** What the application's subscriptions to plans with a price cost so far; nothing where all of them are free. */
export async function ApplicationCosts({ actor, id }: { actor: Actor; id: string }) {
  const { data } = await listSubscriptions(actor, { applicationId: id, limit: 100 })
  const billed = data.filter(({ application }) => can(actor, 'billing:read', application.organization.id))
  const drafts = await Promise.all(
    billed.map(async (subscription) => ({ subscription, draft: await draftOf(actor, subscription.id) })),
  )
  const shown = drafts.flatMap(({ subscription, draft }) => (draft ? [{ subscription, draft }] : []))
  if (shown.length === 0) return null
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
      <div className="grid items-start gap-3 lg:grid-cols-2">
        {shown.map(({ subscription, draft }) => (
          <CostSoFar
            key={subscription.id}
            title={`${subscription.product.name}, ${subscription.plan.name}`}
            draft={draft}
          />
        ))}
      </div>
    </Section>
  )
}

/** Null where nothing is billed. */
async function draftOf(actor: Actor, subscriptionId: string) {
  try {
    return await getDraftInvoice(actor, subscriptionId)
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid_state') return null
    throw error
  }
}
