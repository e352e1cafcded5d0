import { beforeAll, describe, expect, it } from 'vitest'
import { makeDecision, makeGateway, makeSubscriber } from '#lib/application/fixture.ts'
import { anonymous } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import { expectRefusal, stranger } from '#lib/core/testing.ts'
import { getEvidence, listEvidenceRequests } from './evidence-queries.ts'
import type { EvidenceQuery } from './schema/evidence.ts'

const HOUR_MS = 3_600_000
const start = Date.UTC(2026, 9, 10)
const [from, to] = [new Date(start).toISOString(), new Date(start + 72 * HOUR_MS).toISOString()]

let made: Awaited<ReturnType<typeof makeSubscriber>>
let query: EvidenceQuery
let gateways: { id: string; name: string }[]

/** Three days of two gateways, two operations and two charges. */
beforeAll(async () => {
  made = await makeSubscriber()
  gateways = [await makeGateway(1), await makeGateway(1)]
  const { id: subscriptionId } = made.subscription
  const { planId } = made.offer
  query = { subscriptionId, planId, chargeKey: 'calls', from, to }
  const rows = []
  for (let hour = -1; hour <= 72; hour++)
    for (const [index, gateway] of gateways.entries())
      for (const [place, operationKey] of ['list', ''].entries())
        for (const chargeKey of ['calls', 'tokens'])
          rows.push({
            hour: new Date(start + hour * HOUR_MS),
            subscriptionId,
            planId,
            chargeKey,
            gatewayId: gateway.id,
            operationKey,
            quantity: (hour + 2) * 7 + index * 3 + place,
            requests: hour + 2,
            anomalies: hour % 2 === 0 ? 1 : 0,
          })
  await db.usageMeterHour.createMany({ data: rows })
})

const evidence = (rest: Partial<EvidenceQuery> = {}) =>
  getEvidence(made.consumer.actor, { ...query, ...rest })
const sums = ({ quantity, requests, anomalies }: Awaited<ReturnType<typeof evidence>>) => ({
  quantity,
  requests,
  anomalies,
})

describe('a sum of units opens', () => {
  it('into days, hours, gateways and operations, and each level sums to the one above', async () => {
    const whole = await evidence()
    const plain = await db.usageMeterHour.aggregate({
      where: { chargeKey: 'calls', hour: { gte: from, lt: to } },
      _sum: { quantity: true },
    })
    expect(whole.quantity).toBe(Number(plain._sum.quantity))
    expect(whole.parts.map(({ key }) => key)).toEqual(['2026-10-10', '2026-10-11', '2026-10-12'])
    const total = (parts: { quantity: number }[]) => parts.reduce((sum, part) => sum + part.quantity, 0)
    expect(total(whole.parts)).toBe(whole.quantity)
    const [day] = whole.parts.slice(1)
    const hours = await evidence({
      from: `${day!.key}T00:00:00Z`,
      to: '2026-10-12T00:00:00Z',
      groupBy: 'hour',
    })
    const { key, label, ...ofDay } = day!
    expect(sums(hours)).toEqual(ofDay)
    expect(hours.parts).toHaveLength(24)
    const hour = hours.parts[5]!
    const end = new Date(Date.parse(hour.key) + HOUR_MS).toISOString()
    const byGateway = await evidence({ from: hour.key, to: end, groupBy: 'gateway' })
    expect(byGateway.quantity).toBe(hour.quantity)
    expect(total(byGateway.parts)).toBe(hour.quantity)
    expect(byGateway.parts.map((part) => part.label).sort()).toEqual(gateways.map(({ name }) => name).sort())
    for (const part of byGateway.parts) {
      const span = { from: hour.key, to: end, gatewayId: part.key }
      const byOperation = await evidence({ ...span, groupBy: 'operation' })
      expect(byOperation.quantity).toBe(part.quantity)
      expect(byOperation.parts.map((one) => one.key)).toEqual(['', 'list'])
      expect(await evidence({ ...span, operationKey: '' })).toMatchObject({
        quantity: byOperation.parts[0]!.quantity,
      })
    }
  })

  it('for whole hours, of the plan and the charge alone', async () => {
    const inside = await evidence({ from: '2026-10-10T05:59:59Z', to: '2026-10-10T06:00:01Z' })
    const whole = await evidence({ from: '2026-10-10T05:00:00Z', to: '2026-10-10T07:00:00Z' })
    expect(sums(inside)).toEqual(sums(whole))
    expect(await evidence({ planId: 'plan_other' })).toMatchObject({ quantity: 0, parts: [] })
  })
})

describe('a sample of requests', () => {
  it('shows the latest of those that were counted, with what each counted', async () => {
    const base = {
      subscriptionId: query.subscriptionId,
      planId: query.planId,
      gatewayId: gateways[0]!.id,
      operationKey: 'list',
    }
    const at = (seconds: number) => new Date(start + seconds * 1_000)
    const ids = []
    for (let i = 0; i < 25; i++)
      ids.push(await makeDecision({ ...base, at: at(i), units: { calls: i + 1, tokens: 5 } }))
    await makeDecision({ ...base, at: at(100), units: { tokens: 5 } })
    await makeDecision({ ...base, at: at(100) })
    await makeDecision({ ...base, at: at(-1), units: { calls: 1 } })
    const sandbox = await makeDecision({
      ...base,
      at: at(-HOUR_MS / 1_000),
      clockOffsetMs: 2 * HOUR_MS,
      units: { calls: 9 },
    })
    const found = await listEvidenceRequests(made.provider.actor, query)
    expect(found.map(({ id }) => id)).toEqual(ids.toReversed().slice(0, 20))
    expect(found[0]).toMatchObject({ units: 25, gateway: { id: gateways[0]!.id }, operationKey: 'list' })
    // By a test clock the request lies an hour later than the real one says.
    await db.organization.update({ where: { id: made.consumer.id }, data: { clockOffsetMs: 2 * HOUR_MS } })
    const [own] = await listEvidenceRequests(made.provider.actor, {
      ...query,
      from: '2026-10-10T01:00:00Z',
      to: '2026-10-10T02:00:00Z',
    })
    expect(own).toMatchObject({ id: sandbox, units: 9, ownAt: new Date(start + HOUR_MS) })
    const none = { ...query, gatewayId: gateways[1]!.id }
    expect(await listEvidenceRequests(made.provider.actor, none)).toEqual([])
  })
})

describe('it is for both sides of the subscription', () => {
  it('and nobody else', async () => {
    expect((await getEvidence(made.provider.actor, query)).quantity).toBeGreaterThan(0)
    for (const read of [getEvidence, listEvidenceRequests]) {
      await expectRefusal(read(stranger, query), 'not_found')
      await expectRefusal(read(anonymous, query), 'unauthenticated')
      await expectRefusal(read(stranger, { ...query, from: 'yesterday' }), 'invalid_input', ['from'])
    }
  })
})
