import { hourOf, type UsageRecord } from '../contract/index.ts'
import { storable } from './sum-by-hour.ts'

/** Units of one charge in one hour of the subscription's own time, as a row of `usage_meter_hour`. */
export type MeterSums = {
  hour: string
  subscriptionId: string
  planId: string
  chargeKey: string
  operationKey: string
  quantity: number
  requests: number
  anomalies: number
}

/**
 * Sums what meters counted, by hour of the subscription's own time, plan, charge and operation. A request whose meter
 * found no sound number counts 0 units and one anomaly. Pure.
 */
export function sumByMeter(records: Iterable<UsageRecord>): MeterSums[] {
  const sums = new Map<string, MeterSums>()
  for (const record of records) {
    for (const [key, units] of Object.entries(record.units ?? {})) add(sums, record, key, units, false)
    for (const key of Object.keys(record.odd ?? {})) add(sums, record, key, 0, true)
  }
  return [...sums.values()]
}

/** Units of one charge in one UTC day, as a row of `usage_meter_day`. */
export type MeterDay = Pick<MeterSums, 'subscriptionId' | 'planId' | 'chargeKey' | 'quantity'> & {
  day: string
}

/** Sums hours to days, operations together. Pure. */
export function metersByDay(hours: MeterSums[]): MeterDay[] {
  const days = new Map<string, MeterDay>()
  for (const { hour, subscriptionId, planId, chargeKey, quantity } of hours) {
    if (quantity === 0) continue
    const day = `${hour.slice(0, 10)}T00:00:00.000Z`
    const key = `${day}\n${subscriptionId}\n${planId}\n${chargeKey}`
    const sum = days.get(key) ?? { day, subscriptionId, planId, chargeKey, quantity: 0 }
    sum.quantity += quantity
    days.set(key, sum)
  }
  return [...days.values()]
}

function add(
  sums: Map<string, MeterSums>,
  { at, off = 0, sub, plan, op = '' }: UsageRecord,
  chargeKey: string,
  units: number,
  isOdd: boolean,
): void {
  // Whose they are is part of what is metered: without it there is nobody to bill.
  if (sub === undefined || plan === undefined) return
  const hour = hourOf(at + off)
  const key = `${hour}\n${sub}\n${plan}\n${chargeKey}\n${op}`
  let sum = sums.get(key)
  if (!sum) {
    sum = {
      hour: new Date(hour).toISOString(),
      subscriptionId: storable(sub),
      planId: storable(plan),
      chargeKey: storable(chargeKey),
      operationKey: storable(op),
      quantity: 0,
      requests: 0,
      anomalies: 0,
    }
    sums.set(key, sum)
  }
  sum.quantity += units
  sum.requests++
  if (isOdd) sum.anomalies++
}
