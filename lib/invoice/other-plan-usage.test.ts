import { beforeEach, expect, test } from 'vitest'
import { makePlan } from '#lib/application/fixture.ts'
import { system } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import { makeBilledSubscription, makeMeterHour, priced, requestsAt } from './fixture.ts'
import { getLineEvidence } from './line-evidence.ts'
import { renewSubscription } from './renew-subscription.ts'

const at = (month: number, day: number, hour = 0) => new Date(Date.UTC(2026, month - 1, day, hour))
const renew = async (id: string, now: Date) => {
  for (let steps = 0; await renewSubscription(system, id, now.getTime()); steps++)
    expect(steps).toBeLessThan(50)
}

beforeEach(async () => {
  await db.gateway.deleteMany()
})

/** On a plan that counts `calls`, since 1 April; before that on one that counted `requests`. */
async function makeMoved() {
  const made = await makeBilledSubscription({ at: at(3, 1), pricing: { minimumCharge: 0 } })
  const { subscriptionId, offer } = made
  const pricing = priced({ recurringFee: 0, charges: [requestsAt('3', { key: 'calls', name: 'Calls' })] })
  const nextPlanId = await makePlan(offer.productId)
  await db.plan.update({ where: { id: nextPlanId }, data: { pricing } })
  await db.subscription.update({ where: { id: subscriptionId }, data: { nextPlanId } })
  await renew(subscriptionId, at(4, 1, 1))
  return { ...made, nextPlanId }
}

test('what a gateway counted by the plan of before, in April, is billed by that plan’s price, and opens to its hours', async () => {
  const { subscriptionId, planId, nextPlanId, consumer } = await makeMoved()
  await makeMeterHour(subscriptionId, planId, at(4, 1, 0), 7)
  await makeMeterHour(subscriptionId, nextPlanId, at(4, 2), 5, { chargeKey: 'calls' })
  await renew(subscriptionId, at(5, 1, 1))
  const invoice = await db.invoice.findFirstOrThrow({
    where: { subscriptionId, periodStartsAt: at(4, 1) },
    include: { lines: { orderBy: { position: 'asc' } } },
  })
  const lines = invoice.lines.map((line) => [line.planId, line.chargeKey, Number(line.quantity), line.amount])
  expect(lines).toEqual([
    [nextPlanId, 'calls', 5, 15n],
    // Nothing of it is included any more.
    [planId, 'requests', 7, 70n],
  ])
  const evidence = await getLineEvidence(consumer.actor, invoice.id, invoice.lines[1]!.id, {
    groupBy: 'hour',
  })
  expect(evidence.parts).toMatchObject([{ key: '2026-04-01T00:00:00Z', quantity: 7 }])
})

test('it is billed once when it comes after the invoice, as an adjustment of the next one', async () => {
  const { subscriptionId, planId } = await makeMoved()
  await renew(subscriptionId, at(5, 1, 1))
  await makeMeterHour(subscriptionId, planId, at(4, 1, 3), 4)
  await renew(subscriptionId, at(7, 1, 1))
  const lines = await db.invoiceLine.findMany({
    where: { invoice: { subscriptionId }, planId, chargeKey: 'requests', startsAt: { gte: at(4, 1) } },
    include: { invoice: true },
  })
  expect(lines).toMatchObject([{ kind: 'adjustment', amount: 40n, invoice: { periodStartsAt: at(5, 1) } }])
})

test('where the present plan has the charge it counts there, and the line’s evidence shows both', async () => {
  const { subscriptionId, planId, offer, consumer } = await makeBilledSubscription({ at: at(3, 1) })
  const nextPlanId = await makePlan(offer.productId)
  await db.plan.update({ where: { id: nextPlanId }, data: { pricing: priced() } })
  await db.subscription.update({ where: { id: subscriptionId }, data: { nextPlanId } })
  await renew(subscriptionId, at(4, 1, 1))
  await makeMeterHour(subscriptionId, planId, at(4, 1, 2), 30)
  await makeMeterHour(subscriptionId, nextPlanId, at(4, 3), 90)
  await renew(subscriptionId, at(5, 1, 1))
  const invoice = await db.invoice.findFirstOrThrow({
    where: { subscriptionId, periodStartsAt: at(4, 1) },
    include: { lines: { where: { kind: 'usage' } } },
  })
  const [line, ...others] = invoice.lines
  expect(others).toEqual([])
  expect(line).toMatchObject({ planId: nextPlanId, amount: 200n, calculation: { countedUnder: [planId] } })
  const evidence = await getLineEvidence(consumer.actor, invoice.id, line!.id)
  expect(evidence.quantity).toBe(120)
  expect(evidence.parts.map(({ key, quantity }) => [key, quantity])).toEqual([
    ['2026-04-01', 30],
    ['2026-04-03', 90],
  ])
})
