import { beforeAll, describe, expect, it, test } from 'vitest'
import { makeDecision, makeSubscriber, makeUsageHour } from '#lib/application/fixture.ts'
import { db } from '#lib/core/db.ts'
import { expectRefusal, stranger } from '#lib/core/testing.ts'
import { grantCredits } from '#lib/credit/grant-credits.ts'
import { makeBilledSubscription, makeMeterHour, requestsAt } from '#lib/invoice/fixture.ts'
import { setSpendCap } from '#lib/subscription/set-spend-cap.ts'
import { listCustomerNotices, listNotices, listOwnNotices } from './queries.ts'
import { shareReached } from './schema.ts'
import { writeNotices } from './write-notices.ts'

const DAY_MS = 86_400_000
const now = new Date()
const hour = new Date(Math.floor(now.getTime() / 3_600_000) * 3_600_000)
const kindsOf = async (subscriptionId: string) =>
  (await db.mail.findMany({ where: { objectId: subscriptionId }, orderBy: { id: 'asc' } })).map(
    ({ kind }) => kind,
  )

/** Someone who reads the consumer's mails. */
async function giveAddress(providerId: string, consumer: { id: string; name: string }) {
  const email = 'ap@mobile.example'
  await db.customer.upsert({
    where: { organizationId_consumerId: { organizationId: providerId, consumerId: consumer.id } },
    create: { id: `cus_${consumer.id}`, organizationId: providerId, consumerId: consumer.id, email },
    update: { email },
  })
}

test.each([
  [79n, 100n, false, null],
  [80n, 100n, false, 80],
  [99n, 100n, false, 80],
  [100n, 100n, false, 100],
  [3n, 100n, true, 100],
  [0n, 0n, false, 100],
] as const)('%d of %d is %s', (used, limit, isRefused, share) => {
  expect(shareReached(used, limit, isRefused)).toBe(share)
})

describe('a quota', () => {
  async function makeUsed(used: number, quotaMode = 'hard') {
    const made = await makeSubscriber({ quota: { requests: 100, period: 'month' } })
    await db.plan.update({ where: { id: made.offer.planId }, data: { quotaMode } })
    await giveAddress(made.provider.id, made.consumer)
    const { id } = made.subscription
    await makeUsageHour(hour, { subscriptionId: id, requests: used, billable: used })
    return { ...made, id }
  }

  it('used to 80 % and then to 100 % is told once each', async () => {
    const { id, consumer, provider } = await makeUsed(80)
    await writeNotices(now)
    await writeNotices(now)
    expect(await kindsOf(id)).toEqual(['quota_80'])
    await makeUsageHour(hour, { subscriptionId: id, gatewayId: 'gw_2', requests: 20, billable: 20 })
    await writeNotices(now)
    await writeNotices(now)
    expect(await kindsOf(id)).toEqual(['quota_80', 'quota_100'])
    expect((await listNotices(consumer.actor, id)).map(({ kind }) => kind).sort()).toEqual([
      'quota_100',
      'quota_80',
    ])
    await expectRefusal(listNotices(stranger, id), 'not_found')
    expect(
      (await listOwnNotices(consumer.actor)).map(({ kind, subscriptionId }) => [kind, subscriptionId]),
    ).toEqual(
      expect.arrayContaining([
        ['quota_100', id],
        ['quota_80', id],
      ]),
    )
    expect(await listOwnNotices(provider.actor)).toEqual([])
  })

  it('that was told is read by the provider for all of the customer’s subscriptions, and by nobody else', async () => {
    const { id, provider, consumer } = await makeUsed(80)
    await writeNotices(now)
    const read = (actor = provider.actor, consumerId = consumer.id) =>
      listCustomerNotices(actor, { organizationId: provider.id, consumerId })
    expect(await read()).toMatchObject([{ subscriptionId: id, kind: 'quota_80' }])
    expect(await read(provider.actor, provider.id)).toEqual([])
    await expectRefusal(read(consumer.actor), 'not_found')
  })

  it('that is soft is told alike, in its own words', async () => {
    const { id } = await makeUsed(150, 'soft')
    await writeNotices(now)
    const [mail] = await db.mail.findMany({ where: { objectId: id } })
    expect(mail).toMatchObject({ kind: 'quota_100', text: expect.stringContaining('150 of 100') })
    expect(await kindsOf(id)).toEqual(['quota_100'])
  })

  it('that is far from used is not spoken of', async () => {
    const { id } = await makeUsed(10)
    await writeNotices(now)
    expect(await kindsOf(id)).toEqual([])
  })
})

describe('spending', () => {
  async function makeSpending(isPrepaid: boolean) {
    const pricing = { isPrepaid, recurringFee: 0, charges: [requestsAt('10')] }
    const made = await makeBilledSubscription({ pricing, at: new Date(now.getTime() - DAY_MS) })
    const { subscriptionId: id, planId, consumer, provider } = made
    await giveAddress(provider.id, consumer)
    await makeUsageHour(hour, { subscriptionId: id })
    const use = (quantity: number, gatewayId = 'gw_1') =>
      makeMeterHour(id, planId, hour, quantity, { gatewayId })
    return { ...made, id, use }
  }
  const limitsOf = async (id: string) => (await kindsOf(id)).filter((kind) => /^(cap|credit)/.test(kind))

  it('near a cap is told; a refusal at the cap is 100 %, though units are left in parts', async () => {
    const { id, use, consumer } = await makeSpending(false)
    await setSpendCap(consumer.actor, { id, amount: 1_005 })
    await use(85)
    await writeNotices(now)
    expect(await limitsOf(id)).toEqual(['cap_80'])
    await makeDecision({ subscriptionId: id, at: new Date(), status: 429, code: 'spend_cap_reached' })
    await writeNotices(now)
    expect(await limitsOf(id)).toEqual(['cap_80', 'cap_100'])
    await setSpendCap(consumer.actor, { id, amount: 9_000 })
    await writeNotices(now)
    expect(await limitsOf(id)).toEqual(['cap_80', 'cap_100'])
  })

  it('of credits is told, and anew once there are more of them', async () => {
    const { id, use, provider } = await makeSpending(true)
    await grantCredits(provider.actor, { subscriptionId: id, amount: 1_000 })
    await use(100)
    await writeNotices(now)
    expect(await limitsOf(id)).toEqual(['credit_100'])
    await grantCredits(provider.actor, { subscriptionId: id, amount: 1_000 })
    await writeNotices(now)
    expect(await limitsOf(id)).toEqual(['credit_100'])
    await use(90, 'gw_2')
    await writeNotices(now)
    expect(await limitsOf(id)).toEqual(['credit_100', 'credit_80'])
  })
})

describe('a trial', () => {
  let made: Awaited<ReturnType<typeof makeBilledSubscription>>
  beforeAll(async () => {
    made = await makeBilledSubscription({ pricing: { trial: { kind: 'days', days: 14 }, setupFee: 100 } })
    await giveAddress(made.provider.id, made.consumer)
  })

  it('is told of three days before its end, with the first charge, once', async () => {
    const { subscriptionId: id } = made
    await writeNotices(new Date(now.getTime() + 10 * DAY_MS))
    expect(await kindsOf(id)).toEqual([])
    const late = new Date(now.getTime() + 11 * DAY_MS + 3_600_000)
    await writeNotices(late)
    await writeNotices(late)
    const mails = await db.mail.findMany({ where: { objectId: id } })
    expect(mails).toMatchObject([{ kind: 'trial_ending', text: expect.stringContaining('€10.00') }])
  })
})
