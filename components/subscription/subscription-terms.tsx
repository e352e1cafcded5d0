import { KeyValue } from '#components/patterns/key-value.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { Time } from '#components/ui/time.tsx'
import { formatPrice } from '#lib/billing/schema/format-price.ts'
import { formatQuota, formatRateLimit } from '#lib/plan/schema.ts'
import type { SubscriptionItem } from '#lib/subscription/schema.ts'

type Props = { subscription: SubscriptionItem; base: string }

/** Who has which plan, what it allows and costs, and how it came about. */
export function SubscriptionTerms({ subscription, base }: Props) {
  const { application, product, plan, reason } = subscription
  const version = plan.pricing === null && plan.version === 1 ? '' : `, version ${plan.version}`
  return (
    <KeyValue
      items={[
        {
          label: 'Application',
          value: <TextLink href={`${base}/applications/${application.id}`}>{application.name}</TextLink>,
        },
        { label: 'Organization', value: application.organization.name },
        { label: 'Product', value: product.name },
        {
          label: 'Plan',
          value: (
            <>
              <TextLink href={`${base}/api-products/${product.id}/plans/${plan.id}`}>{plan.name}</TextLink>
              {version}
              {plan.supersededAt && <span className="text-muted"> (no longer offered)</span>}
            </>
          ),
        },
        { label: 'Price', value: formatPrice(plan.pricing) },
        { label: 'Rate limit', value: formatRateLimit(plan.rateLimit) },
        { label: 'Quota', value: formatQuota(plan.quota) },
        { label: 'Asked', value: <Time at={subscription.createdAt} look="exact" /> },
        { label: 'Decided', value: <Time at={subscription.decidedAt} look="exact" fallback="–" /> },
        ...(reason ? [{ label: 'Reason', value: reason }] : []),
      ]}
    />
  )
}
