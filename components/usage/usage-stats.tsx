import { Sparkline } from '#components/patterns/sparkline.tsx'
import { Stat, StatRow } from '#components/patterns/stat.tsx'
import { duration } from '#components/ui/time-format.ts'
import { errorRate, type UsageRow, type UsageSums } from '#lib/usage/schema.ts'

type Props = {
  total: UsageSums
  /** By time: draws how each number went. */
  series?: UsageRow[]
}

/** Requests, refusals, errors and latency of a range, in one row. */
export function UsageStats({ total, series }: Props) {
  const spark = (color: string, read: (row: UsageRow) => number | null) =>
    series && <Sparkline values={series.map(read)} color={color} />
  return (
    <StatRow>
      <Stat
        label="Requests"
        value={total.requests.toLocaleString('en')}
        spark={spark('1', (row) => row.requests)}
      />
      <Stat
        label="Refused"
        value={total.refused.toLocaleString('en')}
        spark={spark('4xx', (row) => row.refused)}
      />
      <Stat
        label="API errors"
        value={percent(errorRate(total))}
        spark={spark('5xx', (row) => errorRate(row))}
      />
      <Stat label="Latency p50" value={time(total.p50)} spark={spark('2', (row) => row.p50)} />
      <Stat label="Latency p95" value={time(total.p95)} spark={spark('2', (row) => row.p95)} />
    </StatRow>
  )
}

const time = (ms: number | null): string => (ms === null ? '–' : duration(ms))

function percent(share: number | null): string {
  if (share === null) return '–'
  return share === 0 ? '0 %' : `${(share * 100).toFixed(share < 0.1 ? 2 : 0)} %`
}
