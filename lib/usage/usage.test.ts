import { describe, expect, it } from 'vitest'
import { makeDecision, makeSubscriber, makeUsageHour } from '#lib/application/fixture.ts'
import { anonymous, system } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import { newId } from '#lib/core/id.ts'
import { expectRefusal, stranger } from '#lib/core/testing.ts'
import { exportUsage } from './export-usage.ts'
import { getQuotaUse, getUsage, listQuotaUse } from './queries.ts'
import type { UsageQuery } from './schema.ts'

const HOUR_MS = 3_600_000
const thisHour = () => new Date(Math.floor(Date.now() / HOUR_MS) * HOUR_MS)
const hoursAgo = (hours: number) => new Date(thisHour().getTime() - hours * HOUR_MS)
const lastDay = () => ({ from: hoursAgo(23).toISOString(), to: new Date().toISOString() })

/** A subscriber, and what its requests are recorded under. */
async function arrange(options = {}) {
  const made = await makeSubscriber(options)
  const { offer, applicationId, subscription } = made
  const ids = {
    apiId: offer.apiId,
    planId: offer.planId,
    applicationId,
    subscriptionId: subscription.id,
    operationKey: 'listAccounts',
  }
  return { ...made, ids }
}

describe('sums by hour', () => {
  it('are added up by time without gaps', async () => {
    const { provider, ids } = await arrange()
    await makeUsageHour(hoursAgo(5), { ...ids, requests: 12, billable: 10, refused: 2, errors: 1 })
    await makeUsageHour(hoursAgo(5), { ...ids, gatewayId: 'gw_two' })
    await makeUsageHour(hoursAgo(2), ids)
    await makeUsageHour(hoursAgo(48), ids)
    const usage = await getUsage(provider.actor, { ...lastDay(), groupBy: 'time' })
    expect(usage.interval).toBe('hour')
    expect(usage.data).toHaveLength(24)
    expect(usage.total).toMatchObject({ requests: 32, billable: 30, refused: 2, errors: 1, bytesOut: 3_000 })
    const busy = usage.data.filter((row) => row.requests > 0)
    expect(busy.map((row) => [row.key, row.requests])).toEqual([
      [hoursAgo(5).toISOString(), 22],
      [hoursAgo(2).toISOString(), 10],
    ])
  })

  it('are grouped by everything, each group with its name', async () => {
    const { provider, ids, offer, subscription } = await arrange()
    const versionId = newId('ver')
    await db.apiVersion.create({
      data: {
        id: versionId,
        apiId: ids.apiId,
        number: 1,
        original: Buffer.from('{}'),
        originalSha256: '',
        sizeBytes: 2,
        syntax: 'json',
        specification: '3.1.0',
        title: 'T',
        documentVersion: '1',
        servers: [],
        tags: [],
        securitySchemes: {},
        problems: [],
        operationCount: 1,
        currentOf: { connect: { id: ids.apiId } },
        operations: {
          create: {
            id: newId('op'),
            key: 'listAccounts',
            method: 'get',
            path: '/accounts',
            position: 0,
            definition: {},
            schemas: {},
          },
        },
      },
    })
    await makeUsageHour(hoursAgo(4), ids)
    await makeUsageHour(hoursAgo(4), { apiId: ids.apiId, requests: 3, billable: 0, refused: 3 })
    const rows = async (groupBy: UsageQuery['groupBy']) =>
      (await getUsage(provider.actor, { ...lastDay(), groupBy })).data.map(({ key, label, requests }) => ({
        key,
        label,
        requests,
      }))
    expect(await rows('product')).toEqual([
      { key: offer.productId, label: offer.productName, requests: 10 },
      { key: '', label: 'No product', requests: 3 },
    ])
    expect(await rows('operation')).toMatchObject([
      { key: `${ids.apiId}/listAccounts`, label: 'GET /accounts', requests: 10 },
      { key: `${ids.apiId}/`, requests: 3 },
    ])
    expect((await rows('subscription'))[0]).toMatchObject({ key: subscription.id, requests: 10 })
    expect((await rows('subscription'))[0]!.label).toContain(offer.productName)
    expect((await rows('application'))[0]).toMatchObject({ key: ids.applicationId })
    expect((await rows('plan'))[0]).toMatchObject({ key: ids.planId })
    expect(await rows('api')).toMatchObject([{ key: ids.apiId, requests: 13 }])
    expect((await rows('gateway'))[0]).toMatchObject({ requests: 13 })
    expect((await rows('day')).reduce((sum, row) => sum + row.requests, 0)).toBe(13)
  })

  it('are the same over long ranges, wherever in a day these begin and end', async () => {
    const { provider, ids } = await arrange()
    const hours = Array.from({ length: 100 }, (_, index) => index)
    for (const hour of hours)
      await makeUsageHour(hoursAgo(hour), { ...ids, requests: hour + 1, billable: hour, latency: [0, hour] })
    for (const [first, last] of [
      [99, 0],
      [80, 3],
      [52, 25],
      [34, 29],
    ] as const) {
      const range = { from: hoursAgo(first).toISOString(), to: hoursAgo(last - 1).toISOString() }
      const { total } = await getUsage(provider.actor, { ...range, groupBy: 'product' })
      const byDay = await getUsage(provider.actor, { ...range, groupBy: 'day' })
      expect(byDay.data.reduce((sum, day) => sum + day.requests, 0)).toBe(total.requests)
      const expected = hours.slice(last, first + 1).reduce((sum, hour) => sum + hour + 1, 0)
      expect(total, JSON.stringify(range)).toMatchObject({
        requests: expected,
        billable: expected - (first - last + 1),
      })
    }
  })

  it('have percentiles of their buckets added up', async () => {
    const { provider, ids } = await arrange()
    await makeUsageHour(hoursAgo(4), { ...ids, requests: 98, latency: [98] })
    await makeUsageHour(hoursAgo(5), { ...ids, requests: 2, latency: [0, 0, 0, 0, 2] })
    const { total } = await getUsage(provider.actor, lastDay())
    expect(total.p50).toBeGreaterThan(0)
    expect(total.p95).toBeLessThanOrEqual(0.5)
    expect(total.p99).toBeGreaterThan(0.8)
    expect(total.p99).toBeLessThanOrEqual(1)
  })
})

describe('single requests', () => {
  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)
  const lastHour = () => ({ from: minutesAgo(60).toISOString(), to: new Date(Date.now() + 1).toISOString() })

  it('hold exactly between two moments, by the minute', async () => {
    const { consumer, ids } = await arrange()
    const from = minutesAgo(30)
    await makeDecision({ ...ids, at: from, durationMs: 10 })
    await makeDecision({ ...ids, at: new Date(from.getTime() - 1) })
    await makeDecision({ ...ids, at: minutesAgo(2), status: 503, durationMs: 30 })
    await makeDecision({ ...ids, at: minutesAgo(2), status: 429, code: 'rate_limited' })
    await makeDecision({ ...ids, at: minutesAgo(2), status: 0 })
    const usage = await getUsage(consumer.actor, { from: from.toISOString(), to: new Date().toISOString() })
    expect(usage.interval).toBe('minute')
    expect(usage.data.length).toBeGreaterThanOrEqual(30)
    expect(usage.total).toMatchObject({ requests: 4, billable: 2, refused: 1, errors: 1, bytesIn: 400 })
    expect(usage.data.reduce((sum, row) => sum + row.requests, 0)).toBe(4)
  })

  it('are grouped by status and by product', async () => {
    const { provider, ids, offer } = await arrange()
    for (const status of [200, 200, 429, 0])
      await makeDecision({ ...ids, status, code: status === 429 ? 'rate_limited' : null })
    const byStatus = await getUsage(provider.actor, { ...lastHour(), groupBy: 'status' })
    expect(byStatus.data.map((row) => [row.key, row.requests])).toEqual([
      ['200', 2],
      ['0', 1],
      ['429', 1],
    ])
    const byProduct = await getUsage(provider.actor, { ...lastHour(), groupBy: 'product' })
    expect(byProduct.data).toMatchObject([{ key: offer.productId, label: offer.productName, requests: 4 }])
  })

  it('answer nothing as zero, not as missing', async () => {
    const { consumer } = await arrange()
    const { total, data } = await getUsage(consumer.actor, { ...lastHour(), groupBy: 'application' })
    expect(total).toMatchObject({ requests: 0, refused: 0, errors: 0, p95: null })
    expect(data).toEqual([])
  })
})

describe('who may count what', () => {
  it('provider and consumer count the same requests, each from its side', async () => {
    const { consumer, provider, ids } = await arrange()
    await makeUsageHour(hoursAgo(4), ids)
    const requests = async (actor: typeof stranger, query: UsageQuery) =>
      (await getUsage(actor, { ...lastDay(), ...query })).total.requests
    expect(await requests(consumer.actor, { side: 'consumer' })).toBe(10)
    expect(await requests(consumer.actor, { side: 'provider' })).toBe(0)
    expect(await requests(provider.actor, { side: 'provider', organizationId: provider.id })).toBe(10)
    expect(await requests(provider.actor, { side: 'consumer' })).toBe(0)
    for (const filter of ['apiId', 'planId', 'applicationId', 'subscriptionId'] as const)
      expect(await requests(consumer.actor, { [filter]: ids[filter] })).toBe(10)
    expect(await requests(stranger, {})).toBe(0)
    expect(await requests(system, { subscriptionId: ids.subscriptionId })).toBe(10)
  })

  it('filters by what is not known are not found', async () => {
    const { provider, ids, offer } = await arrange()
    const { subscriptionId, applicationId, planId, apiId } = ids
    for (const filter of [
      { subscriptionId },
      { applicationId },
      { planId },
      { apiId },
      { productId: offer.productId },
      { organizationId: provider.id },
      { subscriptionId: 'sub_none' },
    ])
      await expectRefusal(getUsage(stranger, filter), 'not_found')
    await expectRefusal(getUsage(anonymous), 'unauthenticated')
    await expectRefusal(getUsage(provider.actor, { from: 'yesterday' }), 'invalid_input', ['from'])
  })
})

describe('quota', () => {
  it('says how much is used of how much until when', async () => {
    const { consumer, provider, ids } = await arrange({ quota: { requests: 1_000, period: 'month' } })
    const { subscriptionId } = ids
    await makeUsageHour(thisHour(), { ...ids, requests: 50, billable: 40, refused: 10 })
    await makeUsageHour(hoursAgo(24 * 40), ids)
    const period = new Date().toISOString().slice(0, 7)
    await db.quotaPeriod.create({ data: { subscriptionId, period, granted: 64 } })
    const quota = await getQuotaUse(consumer.actor, subscriptionId)
    expect(quota).toMatchObject({ limit: 1_000, period: 'month', used: 40, granted: 64 })
    expect(quota.resetAt?.toISOString()).toMatch(/-01T00:00:00\.000Z$/)
    expect((await listQuotaUse(provider.actor, [subscriptionId, 'sub_none'])).size).toBe(1)
    await expectRefusal(getQuotaUse(stranger, subscriptionId), 'not_found')
  })

  it('of a day begins at UTC midnight', async () => {
    const { consumer, ids } = await arrange({ quota: { requests: 5, period: 'day' } })
    const now = new Date('2026-11-21T00:30:00Z')
    await makeUsageHour(new Date('2026-11-20T23:00:00Z'), ids)
    await makeUsageHour(new Date('2026-11-21T00:00:00Z'), { ...ids, requests: 3 })
    const quota = (await listQuotaUse(consumer.actor, [ids.subscriptionId], now)).get(ids.subscriptionId)
    expect(quota).toMatchObject({ used: 3, resetAt: new Date('2026-11-22T00:00:00Z') })
  })

  it('of a sandbox is that of its own clock, with what was tested away', async () => {
    const { consumer, ids } = await arrange({ quota: { requests: 1_000, period: 'day' } })
    const { subscriptionId } = ids
    const now = new Date('2026-11-21T10:30:00Z')
    const used = async () => (await listQuotaUse(consumer.actor, [subscriptionId], now)).get(subscriptionId)
    const clockOffsetMs = 13.5 * 3_600_000
    await db.organization.update({ where: { id: consumer.id }, data: { isSandbox: true, clockOffsetMs } })
    await makeUsageHour(new Date('2026-11-21T09:00:00Z'), { ...ids, requests: 50 })
    await makeUsageHour(new Date('2026-11-21T10:00:00Z'), { ...ids, requests: 3 })
    const period = '2026-11-22'
    expect(await used()).toMatchObject({ used: 0, resetAt: new Date('2026-11-23T00:00:00Z') })
    await db.quotaPeriod.create({ data: { subscriptionId, period, granted: 64 } })
    expect(await used()).toMatchObject({ used: 3 })
    await db.quotaPeriod.updateMany({ where: { subscriptionId }, data: { granted: 1_064 } })
    await db.quotaLease.create({ data: { gatewayId: 'nobody', subscriptionId, period, granted: 1_000 } })
    expect(await used(), 'all of it, and never more').toMatchObject({ used: 1_000, granted: 1_000 })
  })

  it('is null where the plan has none', async () => {
    const { consumer, ids } = await arrange()
    const quota = await getQuotaUse(consumer.actor, ids.subscriptionId)
    expect(quota).toMatchObject({ limit: null, period: null, resetAt: null })
  })
})

describe('exportUsage', () => {
  it('writes one line a group', async () => {
    const { provider, ids, offer } = await arrange()
    await makeUsageHour(hoursAgo(4), ids)
    const csv = await exportUsage(provider.actor, { ...lastDay(), groupBy: 'product' })
    const [head, line] = csv.split('\r\n')
    expect(head).toBe('key,label,requests,billable,refused,errors,bytesIn,bytesOut,p50,p95,p99')
    expect(line).toMatch(new RegExp(`^${offer.productId},${offer.productName},10,10,0,0,100,1000,`))
  })
})
