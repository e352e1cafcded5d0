import { describe, expect, it } from 'vitest'
import { makeSubscriber } from '#lib/application/fixture.ts'
import { system } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import { newId } from '#lib/core/id.ts'
import { expectRefusal, stranger, withRole } from '#lib/core/testing.ts'
import { listCurrentCosts } from './current-costs.ts'
import { getDraftInvoice } from './draft-invoice.ts'
import { makeBilledSubscription, makeMeterHour, requestsAt } from './fixture.ts'

const at = (month: number, day: number, hour = 0) => new Date(Date.UTC(2026, month - 1, day, hour))
const MID_APRIL = at(4, 16).getTime()

describe('what is owed so far', () => {
  it('is usage of the present period with tax, the fee in advance, and a linear forecast', async () => {
    const { subscriptionId, planId, consumer } = await makeBilledSubscription({
      at: at(4, 1),
      settings: { country: 'DE', taxRates: [{ country: 'DE', ratePercent: 20 }] },
    })
    await makeMeterHour(subscriptionId, planId, at(4, 2), 150)
    await makeMeterHour(subscriptionId, planId, at(3, 2), 999)
    const draft = await getDraftInvoice(consumer.actor, subscriptionId, MID_APRIL)
    expect(draft.lines.map(({ kind, amount, quantity }) => [kind, amount, quantity])).toEqual([
      ['usage', 500n, '150'],
    ])
    expect([draft.subtotal, draft.tax, draft.total, draft.usageAmount]).toEqual([500n, 100n, 600n, 500n])
    expect(draft.upcoming.map(({ kind, amount }) => [kind, amount])).toEqual([['fee', 900n]])
    // Half of April: 300 requests, of which 100 are included.
    expect(draft.forecast).toEqual({ usageAmount: 2_000n, subtotal: 2_900n, total: 3_480n })
    expect([draft.periodStartsAt, draft.periodEndsAt]).toEqual([at(4, 1), at(5, 1)])
  })

  it('shows what credits cover and leave', async () => {
    const { subscriptionId, planId, provider } = await makeBilledSubscription({
      at: at(4, 1),
      pricing: { recurringFee: 0, isPrepaid: true, charges: [requestsAt('10')] },
    })
    await db.creditGrant.create({
      data: { id: newId('crd'), subscriptionId, source: 'granted', amount: 1_000, startsAt: at(4, 1) },
    })
    await makeMeterHour(subscriptionId, planId, at(4, 2), 60)
    const draft = await getDraftInvoice(provider.actor, subscriptionId, MID_APRIL)
    expect(draft.credits).toEqual({ covered: 600n, left: 400n, expired: 0n })
    expect([draft.total, draft.usageAmount, draft.forecast!.subtotal]).toEqual([0n, 600n, 200n])
  })

  it('is nothing in a trial; set-up and fee are shown to come', async () => {
    const { subscriptionId, consumer } = await makeBilledSubscription({
      at: at(4, 1),
      pricing: { setupFee: 100, trial: { kind: 'days', days: 30 } },
    })
    const draft = await getDraftInvoice(consumer.actor, subscriptionId, MID_APRIL)
    expect([draft.isTrial, draft.total, draft.upcomingTotal, draft.forecast]).toEqual([
      true,
      0n,
      1_000n,
      null,
    ])
  })

  it('is for members of both sides, viewers too, and nobody else', async () => {
    const { subscriptionId, consumer, provider } = await makeBilledSubscription({ at: at(4, 1) })
    for (const party of [consumer, provider])
      await getDraftInvoice(withRole(party.actor, party.id, 'viewer'), subscriptionId, MID_APRIL)
    await expectRefusal(getDraftInvoice(stranger, subscriptionId), 'not_found')
    expect((await listCurrentCosts(stranger, [subscriptionId])).size).toBe(0)
  })

  it('is no question on a plan without a price', async () => {
    const { subscription, consumer } = await makeSubscriber()
    await expectRefusal(getDraftInvoice(consumer.actor, subscription.id), 'invalid_state')
  })
})

it('the costs of many subscriptions are what the draft of each says', async () => {
  const made = await Promise.all(
    [0, 30, 150].map(async (quantity, index) => {
      const pricing = { trial: index === 0 ? ({ kind: 'days', days: 30 } as const) : null, minimumCharge: 70 }
      const one = await makeBilledSubscription({ at: at(4, 1), pricing })
      if (quantity > 0) await makeMeterHour(one.subscriptionId, one.planId, at(4, 2), quantity)
      return one
    }),
  )
  const ids = made.map(({ subscriptionId }) => subscriptionId)
  const costs = await listCurrentCosts(system, ids, MID_APRIL)
  for (const id of ids) {
    const { subtotal, usageAmount, currency } = await getDraftInvoice(system, id, MID_APRIL)
    expect(costs.get(id)).toMatchObject({ subtotal, usageAmount, currency })
  }
  expect([...costs.values()].map(({ subtotal }) => subtotal).sort()).toEqual([0n, 500n, 70n])
})
