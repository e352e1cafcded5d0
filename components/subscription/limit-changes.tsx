import { ArrowRight } from 'lucide-react'
import type { LimitChange } from '#lib/subscription/schema.ts'

/** What gateways enforce, before and after. */
export function LimitChanges({ limits }: { limits: LimitChange[] }) {
  return (
    <dl className="flex flex-col gap-1.5 text-table tabular-nums">
      {limits.map(({ label, before, after, isChanged }) => (
        <div key={label} className="grid gap-x-4 sm:grid-cols-[7rem_minmax(0,1fr)]">
          <dt className="text-muted">{label}</dt>
          <dd className="flex min-w-0 flex-wrap items-center gap-x-1.5">
            {isChanged && (
              <>
                <s className="text-muted decoration-line-strong">{before}</s>
                <ArrowRight className="size-3.5 shrink-0 text-muted" aria-label="becomes" />
              </>
            )}
            <span className={isChanged ? 'font-medium' : undefined}>
              {after}
              {!isChanged && <span className="text-muted">, as now</span>}
            </span>
          </dd>
        </div>
      ))}
    </dl>
  )
}
