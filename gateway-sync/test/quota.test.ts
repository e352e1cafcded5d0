import fc from 'fast-check'
import { expect, test } from 'vitest'
import { db } from '#lib/core/db.ts'
import { periodOf } from '#lib/core/period.ts'
import { shareOf } from '../grant-quota.ts'
import { makeOffer } from './house.ts'
import { syncUnderTest } from './sync-under-test.ts'

const { sync, connect } = await syncUnderTest()

type Gateway = Awaited<ReturnType<typeof connect>>

const today = () => periodOf('day', new Date())
let lastRequestId = 0
async function ask(gateway: Gateway, subscriptionId: string, period = today(), name?: string) {
  const requestId = ++lastRequestId
  const granted = gateway.next('quota-grant', (grant) => grant.requestId === requestId)
  const named = name !== undefined && { ask: name }
  gateway.send({ type: 'quota-request', requestId, subscriptionId, period, ...named })
  return granted
}
async function giveBack(
  gateway: Gateway,
  subscriptionId: string,
  requests: number,
  requestId = ++lastRequestId,
) {
  const returned = gateway.next('quota-returned', (answer) => answer.requestId === requestId)
  gateway.send({ type: 'quota-return', requestId, subscriptionId, period: today(), requests })
  await returned
  return requestId
}
const grantedOf = async (subscriptionId: string) =>
  Number((await db.quotaPeriod.findFirstOrThrow({ where: { subscriptionId } })).granted)

test('a share is never more than remains, and at least one while anything does', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -10, max: 1_000_000 }),
      fc.integer({ min: 0, max: 50 }),
      (remaining, gateways) => {
        const share = shareOf(remaining, gateways)
        expect(share).toBeLessThanOrEqual(Math.max(0, remaining))
        expect(share).toBeGreaterThanOrEqual(remaining > 0 ? 1 : 0)
      },
    ),
  )
})

test('two gateways that ask at the same time get the quota between them, and not one more', async () => {
  const { subscriptionId } = await makeOffer({ quotaRequests: 1000, quotaPeriod: 'day' })
  const gateways = [await connect(), await connect()]
  const sums = await Promise.all(
    gateways.map(async (gateway) => {
      let sum = 0
      for (;;) {
        const grants = await Promise.all([1, 2, 3, 4].map(() => ask(gateway, subscriptionId)))
        sum += grants.reduce((total, grant) => total + grant.granted, 0)
        for (const grant of grants) expect(grant.used).toBeLessThanOrEqual(1000)
        if (grants.some((grant) => grant.isExhausted)) return sum
      }
    }),
  )
  expect(sums[0]! + sums[1]!).toBe(1000)
  expect(sums.every((sum) => sum > 0)).toBe(true)
  expect(await grantedOf(subscriptionId)).toBe(1000)
  expect(await ask(gateways[0]!, subscriptionId)).toMatchObject({
    granted: 0,
    isExhausted: true,
    limit: 1000,
  })
})

test('what is given back can be granted again; a repeat gives nothing back, also to a sync that was killed', async () => {
  const { subscriptionId } = await makeOffer({ quotaRequests: 10, quotaPeriod: 'day' })
  const gateway = await connect()
  while (!(await ask(gateway, subscriptionId)).isExhausted) expect(gateway.closed).toBeNull()
  const requestId = await giveBack(gateway, subscriptionId, 4)
  expect(await grantedOf(subscriptionId)).toBe(6)
  await giveBack(gateway, subscriptionId, 4, requestId)
  await sync.stop('SIGKILL')
  await sync.start()
  await gateway.until(() => gateway.closed !== null, 'the connection is gone')
  await gateway.connect(sync.url)
  await giveBack(gateway, subscriptionId, 4, requestId)
  expect(await grantedOf(subscriptionId)).toBe(6)
  // Never more than it holds.
  await giveBack(gateway, subscriptionId, 1_000_000)
  expect(await grantedOf(subscriptionId)).toBe(0)
  await giveBack(gateway, subscriptionId, 1)
  expect(await grantedOf(subscriptionId)).toBe(0)
})

test('asked again by the same name, a gateway gets the part that was lost and no further one', async () => {
  const { subscriptionId } = await makeOffer({ quotaRequests: 100, quotaPeriod: 'day' })
  const [gateway, other] = [await connect(), await connect()]
  const askBy = (name: string, who = gateway) => ask(who, subscriptionId, today(), name)
  const { granted } = await askBy('first')
  await sync.stop('SIGKILL')
  await sync.start()
  for (const each of [gateway, other]) {
    await each.until(() => each.closed !== null, 'the connection is gone')
    await each.connect(sync.url)
  }
  expect(await askBy('first')).toMatchObject({ granted, isExhausted: false, used: granted, limit: 100 })
  expect(await grantedOf(subscriptionId)).toBe(granted)
  const elsewhere = await askBy('first', other)
  expect(await grantedOf(subscriptionId), 'names are a gateway’s own').toBe(granted + elsewhere.granted)
  const further = await askBy('second')
  const all = granted + elsewhere.granted + further.granted
  expect(await grantedOf(subscriptionId)).toBe(all)
  await giveBack(gateway, subscriptionId, further.granted)
  await askBy('second')
  expect(await grantedOf(subscriptionId), 'what was given back is granted anew').toBeLessThanOrEqual(100)
  const held = await db.quotaLease.findMany({ where: { subscriptionId } })
  expect(held.reduce((sum, lease) => sum + Number(lease.granted - lease.returned), 0)).toBe(
    await grantedOf(subscriptionId),
  )
})

test('a gateway can give back only what it holds itself', async () => {
  const { subscriptionId } = await makeOffer({ quotaRequests: 10, quotaPeriod: 'day' })
  const [holder, other] = [await connect(), await connect()]
  const { granted } = await ask(holder, subscriptionId)
  await giveBack(other, subscriptionId, 3)
  expect(await grantedOf(subscriptionId)).toBe(granted)
})

test('a quota that was lowered below what is out grants nothing more', async () => {
  const { subscriptionId, planId } = await makeOffer({ quotaRequests: 100, quotaPeriod: 'day' })
  const gateway = await connect()
  const { granted } = await ask(gateway, subscriptionId)
  await db.plan.update({ where: { id: planId }, data: { quotaRequests: granted - 1 } })
  expect(await ask(gateway, subscriptionId)).toMatchObject({
    granted: 0,
    isExhausted: true,
    used: granted,
    limit: granted - 1,
  })
})

test('a quota goes by the subscription’s own clock', async () => {
  const { subscriptionId, organizationId } = await makeOffer({ quotaRequests: 10, quotaPeriod: 'day' })
  const gateway = await connect()
  while (!(await ask(gateway, subscriptionId)).isExhausted) expect(gateway.closed).toBeNull()
  const data = { isSandbox: true, clockOffsetMs: 86_400_000 }
  await db.organization.update({ where: { id: organizationId }, data })
  const tomorrow = periodOf('day', new Date(Date.now() + 86_400_000))
  expect(await ask(gateway, subscriptionId, tomorrow)).toMatchObject({ granted: 5, isExhausted: false })
  expect(await ask(gateway, subscriptionId)).toMatchObject({ granted: 0, isExhausted: false })
})

test('a budget is granted by the charge, and says what it is exhausted by', async () => {
  const { subscriptionId, planId } = await makeOffer()
  const price = { kind: 'per_unit', unitPrice: '10' }
  const charges = [{ key: 'calls', name: 'Calls', meter: { kind: 'requests' }, price }]
  const anchorAt = new Date(Date.now() - (Date.now() % 3_600_000))
  await db.plan.update({
    where: { id: planId },
    data: { pricing: { currency: 'EUR', interval: 'month', charges } },
  })
  await db.subscription.update({ where: { id: subscriptionId }, data: { anchorAt, spendCap: 25 } })
  const gateway = await connect()
  const request = { subscriptionId, period: anchorAt.toISOString().slice(0, 13), charge: 'calls' }
  const askUnits = async (spent: number, ask = `ask ${lastRequestId}`) => {
    const requestId = ++lastRequestId
    const granted = gateway.next('quota-grant', (grant) => grant.requestId === requestId)
    gateway.send({ type: 'quota-request', requestId, ...request, spent, ask })
    return granted
  }
  const first = { ...request, granted: 1, isExhausted: false, used: 1, limit: 2 }
  expect(await askUnits(0, 'lost')).toMatchObject(first)
  expect(await askUnits(0, 'lost'), 'its answer was lost').toMatchObject(first)
  expect(await askUnits(1)).toMatchObject({ granted: 1, used: 2 })
  expect(await askUnits(2)).toMatchObject({ granted: 0, isExhausted: true, exhaustedBy: 'spend_cap' })
  const requestId = ++lastRequestId
  gateway.send({ type: 'quota-return', requestId, ...request, requests: 1 })
  await gateway.next('quota-returned', (answer) => answer.requestId === requestId)
  expect(await askUnits(1)).toMatchObject({ granted: 1, isExhausted: false })
})

test('nothing is granted for another period, without a quota, or to a subscription that is not active', async () => {
  const gateway = await connect()
  const { subscriptionId } = await makeOffer({ quotaRequests: 100, quotaPeriod: 'day' })
  const none = { granted: 0, isExhausted: false }
  expect(await ask(gateway, subscriptionId, '2020-01-01')).toMatchObject(none)
  expect(await ask(gateway, subscriptionId, today().slice(0, 7))).toMatchObject(none)
  expect(await ask(gateway, (await makeOffer()).subscriptionId)).toMatchObject(none)
  expect(await ask(gateway, 'sub_unknown')).toMatchObject(none)
  await db.subscription.update({ where: { id: subscriptionId }, data: { status: 'suspended' } })
  expect(await ask(gateway, subscriptionId)).toMatchObject(none)
  expect(await db.quotaLease.count({ where: { gatewayId: gateway.id } })).toBe(0)
})
