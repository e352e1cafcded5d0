import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type RunningGateway, startGateway, startUpstream, type Upstream } from '#gateway/test/harness.ts'
import { load } from '#gateway/test/load.ts'
import { listUsageGaps } from '#lib/billing/usage-gaps.ts'
import { system } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import { exhaustQuota } from '#lib/sandbox/exhaust-quota.ts'
import { moveClock } from '#lib/sandbox/move-clock.ts'
import { eventually } from '#scripts/test-support/eventually.ts'
import { change, makeGateway, makeOffer } from './house.ts'
import { revisionNow, rowOf, syncUnderTest } from './sync-under-test.ts'

const { sync } = await syncUnderTest()

let upstream: Upstream
let gateway: RunningGateway | null = null
beforeAll(async () => {
  upstream = await startUpstream((_, response) => response.setHeader('x-tokens', '3').end('ok'))
})
afterEach(async () => {
  await gateway?.kill()
  gateway = null
})
afterAll(() => upstream.stop())

const perUnit = (unitPrice: string) => ({ kind: 'per_unit', unitPrice })
const charges = [
  { key: 'calls', name: 'Calls', meter: { kind: 'requests' }, price: perUnit('10') },
  {
    key: 'tokens',
    name: 'Tokens',
    meter: { kind: 'upstream_header', header: 'x-tokens' },
    price: perUnit('0.5'),
  },
]

/** A real gateway that serves a plan with a price. */
async function serve({ isPrepaid = false, plan = charges, spendCap = null as bigint | null } = {}) {
  const offer = await makeOffer()
  const { apiId, planId, subscriptionId } = offer
  const { slug } = await db.api.update({ where: { id: apiId }, data: { upstreamUrl: upstream.url } })
  await db.plan.update({
    where: { id: planId },
    data: {
      pricing: { currency: 'EUR', interval: 'month', isPrepaid, charges: plan },
      rateLimitRequests: 1_000_000,
    },
  })
  const anchorAt = new Date(Date.now() - (Date.now() % 3_600_000))
  const touched = [
    { kind: 'api' as const, id: apiId },
    { kind: 'plan' as const, id: planId },
    { kind: 'subscription' as const, id: subscriptionId },
  ]
  await change(touched, (tx) =>
    tx.subscription.update({ where: { id: subscriptionId }, data: { anchorAt, spendCap } }),
  )
  const made = await makeGateway()
  const running = await startGateway({ syncUrl: sync.url, environment: { GATEWAY_TOKEN: made.token } })
  gateway = running
  const revision = await revisionNow()
  await running.until((state) => state.revision >= revision)
  return { ...offer, gatewayId: made.id, url: `${running.url}/${slug}/accounts`, key: offer.credential.key }
}

const meteredOf = async (subscriptionId: string) => {
  const rows = await db.usageMeterHour.groupBy({
    by: ['chargeKey'],
    where: { subscriptionId },
    _sum: { quantity: true },
    orderBy: { chargeKey: 'asc' },
  })
  return Object.fromEntries(rows.map((row) => [row.chargeKey, Number(row._sum.quantity)]))
}

test('what a gateway serves is metered, and it settles without ever resting', async () => {
  const startsAt = new Date()
  const { url, key, subscriptionId, gatewayId } = await serve()
  let isWanted = true
  let answered = 0
  const endless = (async () => {
    while (isWanted) answered += (await load(url, key, 200, 8)).ids.length
  })()
  await eventually(async () => (await rowOf(gatewayId)).settledAt !== null, 'it says what is settled')
  const first = (await rowOf(gatewayId)).settledAt!
  await eventually(async () => (await rowOf(gatewayId)).settledAt! > first, 'it says so again')
  isWanted = false
  await endless
  const endsAt = new Date()
  expect(await listUsageGaps(startsAt, endsAt)).toMatchObject([{ gatewayId, kind: 'owes' }])
  await eventually(async () => (await listUsageGaps(startsAt, endsAt)).length === 0, 'nothing is missing')
  expect(await meteredOf(subscriptionId)).toEqual({ calls: answered, tokens: 3 * answered })
  const boot = await db.gatewayBoot.findFirstOrThrow({ where: { gatewayId } })
  expect(boot).toMatchObject({
    seen: BigInt(answered),
    journaled: BigInt(answered),
    received: BigInt(answered),
  })
})

/** How often each status was answered. */
const statuses = async (url: string, key: string, count: number) =>
  Object.fromEntries((await load(url, key, count, 8)).statuses)

test('a spend cap stops at the last unit that it pays for, and a raised one lets pass just what it adds', async () => {
  const { url, key, subscriptionId } = await serve({ plan: charges.slice(0, 1), spendCap: 1_005n })
  expect(await statuses(url, key, 300)).toEqual({ 200: 100, 429: 200 })
  const answer = await fetch(url, { headers: { 'x-api-key': key } })
  expect(await answer.json()).toMatchObject({ code: 'spend_cap_reached' })
  const revision = await change([{ kind: 'subscription', id: subscriptionId }], (tx) =>
    tx.subscription.update({ where: { id: subscriptionId }, data: { spendCap: 1_250n } }),
  )
  await gateway!.until((state) => state.revision >= revision)
  // What was used up is asked for anew within some tens of milliseconds; however it is asked, it is 25 and not one more.
  let passed = 0
  await eventually(async () => {
    passed += (await statuses(url, key, 30))[200] ?? 0
    return passed >= 25
  }, 'the raised cap lets pass')
  expect(await statuses(url, key, 100)).toEqual({ 429: 100 })
  expect(passed).toBe(25)
  await eventually(async () => (await meteredOf(subscriptionId)).calls === 125, 'all that passed is metered')
})

test('prepaid credits stop at zero, and what is bought lets pass without a change of configuration', async () => {
  const { url, key, subscriptionId } = await serve({ plan: charges.slice(0, 1), isPrepaid: true })
  expect(await statuses(url, key, 20)).toEqual({ 402: 20 })
  await db.creditGrant.create({
    data: {
      id: `crd_${subscriptionId}`,
      subscriptionId,
      source: 'granted',
      amount: 500,
      startsAt: new Date(Date.now() - 1_000),
    },
  })
  let passed = 0
  await eventually(async () => {
    passed += (await statuses(url, key, 20))[200] ?? 0
    return passed === 50
  }, 'fifty pass')
  expect(await statuses(url, key, 100)).toEqual({ 402: 100 })
})

test('a sandbox’s quota that was used up is refused at once, though the gateway held a part, and starts anew by its clock', async () => {
  const { url, key, subscriptionId, planId } = await serve()
  const { application } = await db.subscription.findUniqueOrThrow({
    where: { id: subscriptionId },
    select: { application: { select: { organizationId: true } } },
  })
  const { organizationId } = application
  await change([{ kind: 'plan', id: planId }], async (tx) => {
    await tx.organization.update({ where: { id: organizationId }, data: { isSandbox: true } })
    return tx.plan.update({ where: { id: planId }, data: { quotaRequests: 1_000, quotaPeriod: 'month' } })
  })
  const enforced = async (revision: number) => gateway!.until((state) => state.revision >= revision)
  const call = async () => {
    const response = await fetch(url, { headers: { 'x-api-key': key } })
    return { status: response.status, text: await response.text() }
  }
  await enforced(await revisionNow())
  expect((await call()).status).toBe(200)
  const { revision } = await exhaustQuota(system, { id: subscriptionId })
  await enforced(revision)
  const refused = await call()
  expect([refused.status, JSON.parse(refused.text).code]).toEqual([429, 'quota_exhausted'])
  const moved = await moveClock(system, { organizationId, bySeconds: 32 * 86_400 })
  await enforced(moved.revision)
  expect((await call()).status).toBe(200)
})
