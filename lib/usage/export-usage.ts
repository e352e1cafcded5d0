import type { Actor } from '#lib/core/context.ts'
import { toCsv } from '#lib/core/csv.ts'
import { getUsage } from './queries.ts'
import type { UsageQuery } from './schema.ts'

/** The answer of `getUsage` as CSV text, one line a group. Durations in ms, sizes in bytes. */
export async function exportUsage(actor: Actor, input: UsageQuery): Promise<string> {
  const { data } = await getUsage(actor, input)
  return toCsv(data, [
    'key',
    'label',
    'requests',
    'billable',
    'refused',
    'errors',
    'bytesIn',
    'bytesOut',
    'p50',
    'p95',
    'p99',
  ])
}
