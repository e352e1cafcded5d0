import type { ReactNode } from 'react'
import { Section } from '#components/patterns/section.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { SubscriptionItem } from '#lib/subscription/schema.ts'
import { SubscriptionTerms } from './subscription-terms.tsx'

type Props = { subscription: SubscriptionItem; base: string; quota: ReactNode }

/** Its terms beside what it used of them. */
export function SubscriptionOverview({ subscription, base, quota }: Props) {
  return (
    <div className="grid gap-x-10 gap-y-8 lg:grid-cols-2">
      <Section title="Terms" className="mt-0">
        <SubscriptionTerms subscription={subscription} base={base} />
      </Section>
      <Section title="Quota" className="mt-0">
        {quota}
        <p className="mt-4">
          <TextLink href={`${base}/changes?object=${subscription.id}`}>History of this subscription</TextLink>
        </p>
      </Section>
    </div>
  )
}
