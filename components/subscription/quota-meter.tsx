import { Progress } from '#components/ui/progress.tsx'
import { Time } from '#components/ui/time.tsx'
import type { QuotaUse } from '#lib/usage/schema.ts'

/** How much of the quota is used, drawn, and when it starts anew. */
export function QuotaMeter({ use }: { use: QuotaUse }) {
  if (use.limit === null)
    return (
      <p className="text-table text-muted tabular-nums">
        {use.used.toLocaleString('en')} {use.used === 1 ? 'request' : 'requests'} this month, no quota
      </p>
    )
  const label = `${use.used.toLocaleString('en')} of ${use.limit.toLocaleString('en')} requests ${use.period === 'day' ? 'today' : 'this month'}`
  return (
    <div className="min-w-0">
      <Progress value={use.used} max={use.limit} label={label} look="quota" />
      <p className="mt-1.5 flex flex-wrap justify-between gap-x-3 text-meta text-muted tabular-nums">
        <span>{label}</span>
        {use.resetAt && (
          <span>
            resets <Time at={use.resetAt} look="exact" />
          </span>
        )}
      </p>
    </div>
  )
}
