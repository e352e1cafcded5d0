import type { ReactNode } from 'react'
import { CostSoFar } from '#components/invoice/cost-so-far.tsx'
import { Section } from '#components/patterns/section.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { DraftInvoice } from '#lib/invoice/schema/invoice.ts'
import type { SubscriptionItem } from '#lib/subscription/schema.ts'
import { BillingFacts } from './billing-facts.tsx'
import { SubscriptionTerms } from './subscription-terms.tsx'

type Props = {
  subscription: SubscriptionItem
  /** Of the organization's console. */
  base: string
  quota: ReactNode
  /** Null where nothing is billed, or the reader may not see it. */
  draft: DraftInvoice | null
}

/** What was agreed at the left, and what came of it so far at the right. */
export function SubscriptionOverview({ subscription, base, quota, draft }: Props) {
  const { id, billing, product, isSandbox } = subscription
  return (
    <div className="grid gap-x-10 gap-y-8 lg:grid-cols-2">
      <div className="min-w-0">
        <Section title="Terms">
          <SubscriptionTerms subscription={subscription} base={base} />
        </Section>
        {billing && draft && (
          <Section title="Billing">
            <BillingFacts
              billing={billing}
              currency={draft.currency}
              isSandbox={isSandbox}
              planHref={(planId) => `${base}/api-products/${product.id}/plans/${planId}`}
            />
          </Section>
        )}
      </div>
      <div className="min-w-0">
        <Section title="Quota">
          {quota}
          <p className="mt-4 flex flex-wrap gap-x-4 gap-y-1">
            <TextLink href={`${base}/changes?object=${id}`}>History of this subscription</TextLink>
            <TextLink href={`${base}/outbox?objectId=${id}`}>Mails about it</TextLink>
          </p>
        </Section>
        {draft && (
          <Section title="Cost">
            <CostSoFar title="This period so far" draft={draft} />
          </Section>
        )}
      </div>
    </div>
  )
}
