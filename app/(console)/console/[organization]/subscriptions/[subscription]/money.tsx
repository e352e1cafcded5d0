import { SubscriptionCredits } from '#components/credit/subscription-credits.tsx'
import { CostSoFar } from '#components/invoice/cost-so-far.tsx'
import { Section } from '#components/patterns/section.tsx'
import { BillingFacts } from '#components/subscription/billing-facts.tsx'
import { can } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { listCredits } from '#lib/credit/queries.ts'
import { getDraftInvoice } from '#lib/invoice/draft-invoice.ts'
import type { SubscriptionItem } from '#lib/subscription/schema.ts'
import { grantCreditsAction, voidCreditsAction } from '../credit-actions.ts'

type Props = { actor: Actor; subscription: SubscriptionItem; base: string }

/** What a subscription costs: its period, what it comes to so far, and its credits. Nothing where nothing is billed. */
export async function SubscriptionMoney({ actor, subscription, base }: Props) {
  const { id, billing, product, application, isSandbox } = subscription
  const provider = product.organization.id
  if (!can(actor, 'billing:read', provider)) return null
  const [draft, credits] = await Promise.all([billing && getDraftInvoice(actor, id), listCredits(actor, id)])
  const mayManage = can(actor, 'billing:manage', provider)
  return (
    <>
      {billing && draft && (
        <Section title="Billing">
          <div className="grid items-start gap-x-10 gap-y-6 lg:grid-cols-2">
            <BillingFacts
              billing={billing}
              currency={draft.currency}
              isSandbox={isSandbox}
              planHref={(planId) => `${base}/api-products/${product.id}/plans/${planId}`}
            />
            <CostSoFar title="This period so far" draft={draft} />
          </div>
        </Section>
      )}
      <SubscriptionCredits
        credits={credits}
        application={application.name}
        mayGrant={mayManage && billing !== null}
        mayManage={mayManage}
        invoiceHref={(invoiceId) => `${base}/invoices/${invoiceId}`}
        grant={grantCreditsAction.bind(null, id)}
        revoke={voidCreditsAction}
      />
    </>
  )
}
