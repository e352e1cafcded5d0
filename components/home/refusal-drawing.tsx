import { HttpStatus } from '#components/ui/http-status.tsx'
import { formatRateLimit, type PlanOffer } from '#lib/plan/schema.ts'

/** What a refusal's page answers, with a real plan's own terms. */
export function RefusalDrawing({ plan, product }: { plan: PlanOffer; product: string }) {
  const requests = plan.rateLimit?.requests.toLocaleString('en')
  const lines = [
    ['Plan', `${plan.name} of ${product}`],
    ['Rule', formatRateLimit(plan.rateLimit)],
    ['Counter', `${requests} of ${requests}`],
    ['Passes again', 'to the second, in Retry-After'],
  ]
  return (
    <div className="rounded-control border border-line">
      <p className="flex items-center gap-2 border-b border-line px-3 py-2 font-mono text-table">
        <HttpStatus status={429} /> rate_limited
      </p>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 px-3 py-2.5 text-table">
        {lines.map(([label, value]) => (
          <div key={label} className="contents">
            <dt className="text-muted">{label}</dt>
            <dd className="truncate tabular-nums" title={value}>
              {value}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
