import { bucketOf } from '#lib/usage/latency.ts'
import { isBillable, type UsageRecord } from '../contract/index.ts'

/** Sums of one hour and one combination of ids, as a row of `usage_hour`. */
export type HourSums = {
  hour: string
  apiId: string
  operationKey: string
  subscriptionId: string
  planId: string
  applicationId: string
  requests: number
  billable: number
  refused: number
  errors: number
  bytesIn: number
  bytesOut: number
  latency: number[]
}

/** The same of one UTC day, as a row of `usage_day`. */
export type DaySums = Omit<HourSums, 'hour'> & { day: string }

const HOUR_MS = 3_600_000

/** Sums records by hour, API, operation, subscription, plan and application. Pure. */
export function sumByHour(records: Iterable<UsageRecord>): HourSums[] {
  const sums = new Map<string, HourSums>()
  for (const record of records) {
    const { route = '', op = '', sub = '', plan = '', app = '' } = record
    const hour = Math.floor(record.at / HOUR_MS)
    const key = `${hour}\n${route}\n${op}\n${sub}\n${plan}\n${app}`
    let sum = sums.get(key)
    if (!sum) {
      sum = {
        hour: new Date(hour * HOUR_MS).toISOString(),
        apiId: storable(route),
        operationKey: storable(op),
        subscriptionId: storable(sub),
        planId: storable(plan),
        applicationId: storable(app),
        requests: 0,
        billable: 0,
        refused: 0,
        errors: 0,
        bytesIn: 0,
        bytesOut: 0,
        latency: [],
      }
      sums.set(key, sum)
    }
    add(sum, record)
  }
  return [...sums.values()]
}

/** Adds the sums of hours up to those of their days. Pure. */
export function sumByDay(hours: Iterable<HourSums>): DaySums[] {
  const days = new Map<string, DaySums>()
  for (const { hour, ...sums } of hours) {
    const day = `${hour.slice(0, 10)}T00:00:00.000Z`
    const { apiId, operationKey, subscriptionId, planId, applicationId } = sums
    const key = [day, apiId, operationKey, subscriptionId, planId, applicationId].join('\n')
    const known = days.get(key)
    if (!known) days.set(key, { day, ...sums, latency: [...sums.latency] })
    else addSums(known, sums)
  }
  return [...days.values()]
}

function addSums(to: DaySums, from: Omit<HourSums, 'hour'>): void {
  for (const count of ['requests', 'billable', 'refused', 'errors', 'bytesIn', 'bytesOut'] as const)
    to[count] += from[count]
  for (const [bucket, count] of from.latency.entries()) to.latency[bucket] = (to.latency[bucket] ?? 0) + count
}

function add(sum: HourSums, record: UsageRecord): void {
  const billable = isBillable(record)
  sum.requests++
  if (billable) sum.billable++
  if (record.code !== undefined) sum.refused++
  if (billable && record.status >= 500) sum.errors++
  sum.bytesIn += record.in
  sum.bytesOut += record.out
  const bucket = bucketOf(record.ms)
  while (sum.latency.length <= bucket) sum.latency.push(0)
  sum.latency[bucket]!++
}

/** PostgreSQL's text has no NUL. */
export const storable = (text: string): string => text.replaceAll('\0', '\uFFFD')
