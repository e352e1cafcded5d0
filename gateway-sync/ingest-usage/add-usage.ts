import type { UsageRecord } from '../contract/index.ts'
import type { Queryable } from '../database.ts'
import { type HourSums, sumByDay } from './sum-by-hour.ts'
import { type MeterSums, metersByDay } from './sum-by-meter.ts'

/** The statement that adds sums to the rows of `usage_hour` or `usage_day`. */
const addText = (table: string, step: string): string =>
  `INSERT INTO ${table} AS u (${step}, "gatewayId", "apiId", "operationKey", "subscriptionId", "planId",
      "applicationId", requests, billable, refused, errors, "bytesIn", "bytesOut", latency)
    SELECT s.${step}, $1, s."apiId", s."operationKey", s."subscriptionId", s."planId", s."applicationId", s.requests,
      s.billable, s.refused, s.errors, s."bytesIn", s."bytesOut", s.latency
    FROM json_to_recordset($2) AS s(${step} timestamptz, "apiId" text, "operationKey" text, "subscriptionId" text,
      "planId" text, "applicationId" text, requests int, billable int, refused int, errors int, "bytesIn" bigint,
      "bytesOut" bigint, latency int[])
    ON CONFLICT (${step}, "subscriptionId", "apiId", "operationKey", "gatewayId", "planId", "applicationId") DO UPDATE SET
      requests = u.requests + excluded.requests, billable = u.billable + excluded.billable,
      refused = u.refused + excluded.refused, errors = u.errors + excluded.errors,
      "bytesIn" = u."bytesIn" + excluded."bytesIn", "bytesOut" = u."bytesOut" + excluded."bytesOut",
      latency = latency_add(u.latency, excluded.latency)`

const addHours = { name: 'add-hours', text: addText('usage_hour', 'hour') }
const addDays = { name: 'add-days', text: addText('usage_day', 'day') }

/**
 * Adds sums to the rows of their hours and of their days. Rows of different gateways are different, so batches do not wait
 * for each other.
 */
export async function addSums(client: Queryable, gatewayId: string, hours: HourSums[]): Promise<void> {
  await client.query({ ...addHours, values: [gatewayId, JSON.stringify(hours)] })
  await client.query({ ...addDays, values: [gatewayId, JSON.stringify(sumByDay(hours))] })
}

/** Adds metered units to the rows of their hours and of their days. */
export async function addMeters(client: Queryable, gatewayId: string, sums: MeterSums[]): Promise<void> {
  await client.query({
    name: 'add-meters',
    text: `INSERT INTO usage_meter_hour AS u (hour, "subscriptionId", "planId", "chargeKey", "gatewayId", "operationKey",
        quantity, requests, anomalies)
      SELECT s.hour, s."subscriptionId", s."planId", s."chargeKey", $1, s."operationKey", s.quantity, s.requests, s.anomalies
      FROM json_to_recordset($2) AS s(hour timestamptz, "subscriptionId" text, "planId" text, "chargeKey" text,
        "operationKey" text, quantity bigint, requests int, anomalies int)
      ON CONFLICT ("subscriptionId", hour, "planId", "chargeKey", "gatewayId", "operationKey") DO UPDATE SET
        quantity = u.quantity + excluded.quantity, requests = u.requests + excluded.requests,
        anomalies = u.anomalies + excluded.anomalies`,
    values: [gatewayId, JSON.stringify(sums)],
  })
  await client.query({
    name: 'add-meter-days',
    text: `INSERT INTO usage_meter_day AS u (day, "subscriptionId", "planId", "chargeKey", "gatewayId", quantity)
      SELECT s.day, s."subscriptionId", s."planId", s."chargeKey", $1, s.quantity
      FROM json_to_recordset($2) AS s(day timestamptz, "subscriptionId" text, "planId" text, "chargeKey" text, quantity bigint)
      ON CONFLICT ("subscriptionId", day, "planId", "chargeKey", "gatewayId") DO UPDATE SET
        quantity = u.quantity + excluded.quantity`,
    values: [gatewayId, JSON.stringify(metersByDay(sums))],
  })
}

/**
 * Keeps when each credential was used last, to five seconds: more often would rewrite a busy row with every batch. Rows
 * are locked in one order, and this comes last in its transaction, so that a revocation hardly ever waits.
 */
export async function touchCredentials(client: Queryable, records: UsageRecord[]): Promise<void> {
  const usedAt = new Map<string, number>()
  for (const { cred, at } of records) if (cred) usedAt.set(cred, Math.max(usedAt.get(cred) ?? 0, at))
  if (usedAt.size === 0) return
  const used = [...usedAt].map(([id, at]) => ({ id, at: new Date(at).toISOString() }))
  await client.query({
    name: 'touch-credentials',
    text: `WITH used AS (
        SELECT c.id, u.at FROM json_to_recordset($1) AS u(id text, at timestamptz) JOIN credential c ON c.id = u.id
        WHERE c."lastUsedAt" IS NULL OR c."lastUsedAt" < u.at - interval '5 seconds'
        ORDER BY c.id FOR NO KEY UPDATE OF c)
      UPDATE credential c SET "lastUsedAt" = GREATEST(c."lastUsedAt", used.at) FROM used WHERE c.id = used.id`,
    values: [JSON.stringify(used)],
  })
}
