import { Stat, StatRow } from '#components/patterns/stat.tsx'
import { duration } from '#components/ui/time-format.ts'
import { errorRate, type UsageSums } from '#lib/usage/schema.ts'

/** Requests, refusals, errors and latency of a range, in one row. */
export function UsageStats({ total }: { total: UsageSums }) {
  const rate = errorRate(total)
  return (
    <StatRow>
      <Stat label="Requests" value={total.requests.toLocaleString('en')} />
      <Stat label="Refused" value={total.refused.toLocaleString('en')} />
      <Stat
        label="API errors"
        value={rate === null ? '–' : `${(rate * 100).toFixed(rate < 0.1 ? 2 : 0)} %`}
      />
      <Stat label="Latency p50" value={total.p50 === null ? '–' : duration(total.p50)} />
      <Stat label="Latency p95" value={total.p95 === null ? '–' : duration(total.p95)} />
    </StatRow>
  )
}
