import { expect, test } from 'vitest'
import { db } from '#lib/core/db.ts'
import { bucketOf } from '#lib/usage/latency.ts'
import { eventually } from '#scripts/test-support/eventually.ts'
import type { MessageOf } from '../contract/index.ts'
import { Journal, recordOf } from './journal.ts'
import { eventsOf, syncUnderTest } from './sync-under-test.ts'

const { house, connect } = await syncUnderTest()

type Gateway = Awaited<ReturnType<typeof connect>>

const send = (gateway: Gateway, usage: MessageOf<'usage'>) => {
  const acked = gateway.next(
    'usage-ack',
    ({ range }) => JSON.stringify(range) === JSON.stringify(usage.range),
  )
  gateway.send(usage)
  return acked
}
const sums = async (gatewayId: string) => {
  const { _sum } = await db.usageHour.aggregate({
    where: { gatewayId },
    _sum: { requests: true, billable: true, refused: true, errors: true, bytesIn: true, bytesOut: true },
  })
  const days = await db.usageDay.aggregate({
    where: { gatewayId },
    _sum: { requests: true, billable: true, refused: true, errors: true, bytesIn: true, bytesOut: true },
  })
  const numbers = (sum: object) => Object.entries(sum).map(([name, value]) => [name, Number(value)])
  expect(numbers(days._sum), 'days are the sums of their hours').toEqual(numbers(_sum))
  const units = await db.usageMeterHour.aggregate({ where: { gatewayId }, _sum: { quantity: true } })
  return {
    ..._sum,
    metered: units._sum.quantity,
    decisions: await db.decision.count({ where: { gatewayId } }),
  }
}

test('records become decisions and sums by hour, and the credential shows its last use', async () => {
  const { offer } = house
  const gateway = await connect()
  const at = Date.UTC(2026, 10, 21, 5, 59, 59, 999)
  const journal = new Journal(gateway.boot)
    .append(2, offer, { at, ms: 1 })
    .append(1, offer, { at: at + 1, ms: 100, status: 503 })
    .append(1, offer, {
      at: at + 2,
      status: 429,
      code: 'rate_limited',
      limit: { kind: 'rate', limit: 5, used: 5, windowSeconds: 60, resetAt: at + 60_000 },
    })
    .append(1, offer, {
      at,
      status: 404,
      code: 'route_not_found',
      route: undefined,
      op: undefined,
      sub: undefined,
      plan: undefined,
      app: undefined,
      cred: undefined,
      path: 'nul\0',
    })
  expect(await send(gateway, journal.usage())).toMatchObject({ isDuplicate: false })
  const hours = await db.usageHour.findMany({
    where: { gatewayId: gateway.id, subscriptionId: offer.subscriptionId },
    orderBy: { hour: 'asc' },
  })
  expect(hours).toHaveLength(2)
  expect(hours[0]).toMatchObject({
    hour: new Date('2026-11-21T05:00:00Z'),
    apiId: offer.apiId,
    operationKey: 'getAccount',
    requests: 2,
    billable: 2,
    refused: 0,
    bytesIn: 20n,
    bytesOut: 2000n,
  })
  expect(hours[0]!.latency[bucketOf(1)]).toBe(2)
  expect(hours[1]).toMatchObject({ requests: 2, billable: 1, refused: 1, errors: 1 })
  expect(await sums(gateway.id)).toMatchObject({ requests: 5, billable: 3, refused: 2, decisions: 5 })
  const refused = await db.decision.findFirstOrThrow({
    where: { gatewayId: gateway.id, code: 'rate_limited' },
  })
  expect(refused).toMatchObject({ path: '/accounts/é\\\t1', limit: { kind: 'rate', used: 5 }, isCut: false })
  const credential = await db.credential.findUniqueOrThrow({ where: { id: offer.credential.id } })
  expect(credential.lastUsedAt?.getTime()).toBe(at + 2)
})

test('a day of more requests than an integer holds goes on being taken in', async () => {
  const { offer } = house
  const gateway = await connect()
  const at = Date.UTC(2026, 10, 21, 5)
  const journal = new Journal(gateway.boot).append(1, offer, { at, ms: 0.1 })
  await send(gateway, journal.usage())
  const many = 2_147_483_647n
  const counts = { requests: many, billable: many, latency: [many] }
  await db.usageDay.updateMany({ where: { gatewayId: gateway.id }, data: counts })
  await send(gateway, journal.append(1, offer, { at, ms: 0.1 }).usage())
  expect(await db.usageDay.findFirst({ where: { gatewayId: gateway.id } })).toMatchObject({
    requests: many + 1n,
    billable: many + 1n,
    latency: [many + 1n],
  })
})

const HOUR_MS = 3_600_000

test('what meters counted is summed by the hour of the subscription’s own time, plan, charge and operation', async () => {
  const { offer } = house
  const gateway = await connect()
  const at = Date.UTC(2026, 10, 21, 5, 59, 59, 999)
  const ids = { planId: 'plan_before' }
  const journal = new Journal(gateway.boot)
    .append(2, offer, { at, units: { requests: 1, tokens: 1_000_000_000 } })
    .append(1, offer, { at: at + 1, units: { requests: 1 }, odd: { tokens: 'negative' } })
    .append(1, offer, { at, off: HOUR_MS * 24, units: { requests: 1 } })
    .append(1, offer, { at, op: undefined, units: { requests: 5 } })
    .append(1, { ...offer, ...ids }, { at, units: { requests: 7 } })
    // A request that no meter counted, and one that nobody is billed for.
    .append(1, offer, { at })
    .append(1, offer, { at, sub: undefined, plan: undefined, units: { requests: 1 } })
  await send(gateway, journal.usage())
  expect(await send(gateway, journal.usage())).toMatchObject({ isDuplicate: true })
  const rows = await db.usageMeterHour.findMany({
    where: { gatewayId: gateway.id },
    orderBy: [{ hour: 'asc' }, { planId: 'asc' }, { chargeKey: 'asc' }, { operationKey: 'asc' }],
  })
  const five = new Date('2026-11-21T05:00:00Z')
  const six = new Date('2026-11-21T06:00:00Z')
  const tomorrow = new Date('2026-11-22T05:00:00Z')
  const [own, requests] = [{ planId: offer.planId, operationKey: 'getAccount' }, { chargeKey: 'requests' }]
  const subscriptionId = offer.subscriptionId
  const gatewayId = gateway.id
  const sums = (quantity: bigint, count: number, anomalies = 0) => ({ quantity, requests: count, anomalies })
  const expected = [
    { hour: five, ...own, ...requests, operationKey: '', ...sums(5n, 1) },
    { hour: five, ...own, ...requests, ...sums(2n, 2) },
    { hour: five, ...own, chargeKey: 'tokens', ...sums(2_000_000_000n, 2) },
    { hour: five, ...own, ...requests, ...ids, ...sums(7n, 1) },
    { hour: six, ...own, ...requests, ...sums(1n, 1) },
    { hour: six, ...own, chargeKey: 'tokens', ...sums(0n, 1, 1) },
    { hour: tomorrow, ...own, ...requests, ...sums(1n, 1) },
  ].map((row) => ({ ...row, subscriptionId, gatewayId }))
  const byText = (list: object[]) => list.map((row) => JSON.stringify(row, text)).sort()
  expect(byText(rows)).toEqual(byText(expected))
  const sandbox = await db.decision.findFirstOrThrow({
    where: { gatewayId: gateway.id, clockOffsetMs: { not: null } },
  })
  expect(sandbox).toMatchObject({ units: { requests: 1 }, clockOffsetMs: BigInt(HOUR_MS * 24) })
})

/** Rows as text, whatever the order of their columns. */
function text(_: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString()
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}

test('what is sent again is acknowledged and counted once, also when it is cut differently', async () => {
  const gateway = await connect()
  const journal = new Journal(gateway.boot).append(30, house.offer, { units: { requests: 2 } })
  expect(await send(gateway, journal.usage(0, 10))).toMatchObject({ isDuplicate: false })
  expect(await send(gateway, journal.usage(0, 10))).toMatchObject({ isDuplicate: true })
  expect(await send(gateway, journal.usage(5, 20))).toMatchObject({ isDuplicate: false })
  expect(await send(gateway, journal.usage(0, 20))).toMatchObject({ isDuplicate: true })
  expect(await send(gateway, journal.usage(0, 30))).toMatchObject({ isDuplicate: false })
  expect(await sums(gateway.id)).toMatchObject({ requests: 30, decisions: 30, metered: 60n })
  expect(await eventsOf(gateway.id)).toContain('usage_recut')
  expect(await eventsOf(gateway.id)).not.toContain('usage_gap')
})

test('bytes that never came are shown, and counted when they come after all', async () => {
  const gateway = await connect()
  const journal = new Journal(gateway.boot).append(30, house.offer)
  await send(gateway, journal.usage(20, 30))
  await eventually(async () => (await eventsOf(gateway.id)).includes('usage_gap'), 'the gap is on record')
  expect(await sums(gateway.id)).toMatchObject({ requests: 10 })
  await send(gateway, journal.usage(0, 30))
  expect(await sums(gateway.id)).toMatchObject({ requests: 30, decisions: 30 })
})

test('a request that is journaled twice is one request', async () => {
  const gateway = await connect()
  const journal = new Journal(gateway.boot).append(5, house.offer)
  await send(gateway, journal.usage())
  const twice = new Journal(gateway.boot, 1)
  twice.append(2, house.offer, { id: recordOf(house.offer).id })
  twice.append(1, house.offer, {
    id: JSON.parse(journal.text.split('\n')[0]!).id,
    units: { requests: 1 },
  })
  twice.append(3, house.offer, { units: { requests: 1 } })
  expect(await send(gateway, twice.usage())).toMatchObject({ isDuplicate: false })
  expect(await sums(gateway.id)).toMatchObject({ requests: 9, decisions: 9, metered: 3n })
})

test('the same bytes with other lines are refused', async () => {
  const gateway = await connect()
  const journal = new Journal(gateway.boot).append(4, house.offer)
  await send(gateway, journal.usage(0, 2))
  const other = new Journal(gateway.boot).append(4, house.offer, { path: '/a/longer/path/than/the/other' })
  gateway.send(other.usage())
  await gateway.until(() => gateway.closed !== null, 'the connection is closed')
  expect(gateway.closed).toMatchObject({ code: 1008, reason: expect.stringContaining('other lines') })
  expect(await sums(gateway.id)).toMatchObject({ requests: 2, decisions: 2 })
})

test('gateways at the same time do not hinder each other', async () => {
  const gateways = await Promise.all([connect(), connect(), connect()])
  await Promise.all(
    gateways.map(async (gateway) => {
      const journal = new Journal(gateway.boot).append(400, house.offer)
      await Promise.all(
        Array.from({ length: 20 }, (_, i) => send(gateway, journal.usage(i * 20, (i + 1) * 20))),
      )
    }),
  )
  for (const gateway of gateways)
    expect(await sums(gateway.id)).toMatchObject({ requests: 400, billable: 400, decisions: 400 })
})
