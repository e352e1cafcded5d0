import type { ReactNode } from 'react'
import { Button } from '#components/ui/button.tsx'
import { rateLimitPolicy } from '#gateway-sync/contract/rate-limit-policy.ts'
import type { OfferedTerms, Quota, RateLimit } from '#lib/plan/schema.ts'
import { CallerPreview } from './caller-preview.tsx'
import { PlanCard } from './plan-card.tsx'
import { PricePreview } from './price/price-preview.tsx'
import { span } from './span.ts'

type Props = { plan: OfferedTerms }

/** What readers will see and callers will meet, while the plan is being written. */
export function PlanPreview({ plan }: Props) {
  const { rateLimit, quota } = plan
  // A soft quota refuses nobody, so gateways do not speak of it.
  const hardQuota = quota?.mode === 'soft' ? null : quota
  const policy = rateLimitPolicy({ rateLimit, quota: hardQuota })
  return (
    <div className="flex min-w-0 flex-col gap-8">
      <PreviewPart title="In the portal">
        <PlanCard plan={plan}>
          <Button variant="primary" inert className="max-w-full">
            <span className="truncate">Choose {plan.name}</span>
          </Button>
        </PlanCard>
      </PreviewPart>
      {plan.pricing && (
        <PreviewPart title="What it costs">
          <PricePreview pricing={plan.pricing} />
        </PreviewPart>
      )}
      <PreviewPart title="What a caller meets">
        {rateLimit ? (
          <CallerPreview rateLimit={rateLimit} />
        ) : (
          <p className="text-muted">As many requests as the API can answer: there is no rate limit.</p>
        )}
        {hardQuota && (
          <p className="mt-3 text-pretty text-table text-muted">{quotaText(hardQuota, rateLimit)}</p>
        )}
      </PreviewPart>
      {policy && (
        <PreviewPart title="With every answer">
          <code className="block rounded-card border border-line bg-subtle px-3.5 py-2.5 font-mono text-table wrap-anywhere">
            RateLimit-Policy: {policy}
          </code>
        </PreviewPart>
      )}
    </div>
  )
}

function PreviewPart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="min-w-0">
      <h2 className="label-meta mb-2">{title}</h2>
      {children}
    </section>
  )
}

function quotaText({ requests, period }: Quota, rateLimit: RateLimit | null): string {
  const reset = period === 'day' ? 'at 00:00 UTC' : 'on the first of the month, 00:00 UTC'
  const start = `Of the quota, ${requests.toLocaleString('en')} requests pass each ${period}; it starts anew ${reset}.`
  if (!rateLimit) return start
  // The first window's requests pass at once: the rest takes whole windows.
  const windows = Math.ceil(requests / rateLimit.requests) - 1
  const seconds = windows * rateLimit.windowSeconds
  if (seconds <= 0) return start
  const periodSeconds = period === 'day' ? 86_400 : 28 * 86_400
  return seconds < periodSeconds
    ? `${start} At the full rate it is used up after ${span(seconds)} at the earliest.`
    : `${start} The rate limit alone keeps callers below it.`
}
