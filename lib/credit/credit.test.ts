import { describe, expect, it } from 'vitest'
import { system } from '#lib/core/context.ts'
import { db, transaction } from '#lib/core/db.ts'
import { describeVerb, expectRefusal, stranger } from '#lib/core/testing.ts'
import { makeBilledSubscription, makeMeterHour, requestsAt } from '#lib/invoice/fixture.ts'
import { recordPayment } from '#lib/payment/record-payment.ts'
import { buyCredits } from './buy-credits.ts'
import { grantCredits } from './grant-credits.ts'
import { listCredits } from './queries.ts'
import { voidCredits } from './void-credits.ts'

const DAY_MS = 86_400_000

/** 0.10 a request, prepaid, since a day. */
async function makePrepaid() {
  const pricing = { isPrepaid: true, recurringFee: 0, charges: [requestsAt('10')] }
  return makeBilledSubscription({ pricing, at: new Date(Date.now() - DAY_MS) })
}

describeVerb('grantCredits', {
  verb: grantCredits,
  arrange: async () => {
    const { provider, subscriptionId } = await makePrepaid()
    const input = { subscriptionId, amount: 5_000, note: 'Welcome' }
    return { actor: provider.actor, organizationId: provider.id, input }
  },
  does: async ({ id }, { actor, input }) => {
    const { items, left } = await listCredits(actor, input.subscriptionId)
    expect(items).toMatchObject([{ id, source: 'granted', status: 'usable', left: 5_000n, note: 'Welcome' }])
    expect(left).toBe(5_000n)
  },
  role: 'admin',
  event: 'credit.granted',
  touched: ['subscription'],
  isUrgent: true,
  repeated: 'again',
})

describeVerb('buyCredits', {
  verb: buyCredits,
  arrange: async () => {
    const { consumer, subscriptionId } = await makePrepaid()
    return { actor: consumer.actor, organizationId: consumer.id, input: { subscriptionId, amount: 5_000 } }
  },
  does: async ({ id, invoiceId }, { actor, input }) => {
    const { items, left } = await listCredits(actor, input.subscriptionId)
    expect(items).toMatchObject([{ id, source: 'bought', status: 'waiting', left: 0n, invoiceId }])
    expect(left).toBe(0n)
    expect(await db.invoice.findUnique({ where: { id: invoiceId } })).toMatchObject({
      kind: 'credits',
      status: 'open',
      subtotal: 5_000n,
    })
  },
  role: 'admin',
  event: 'credit.bought',
  repeated: 'again',
})

describeVerb('voidCredits', {
  verb: voidCredits,
  arrange: async () => {
    const { provider, subscriptionId } = await makePrepaid()
    const { id } = await grantCredits(provider.actor, { subscriptionId, amount: 5_000 })
    return { actor: provider.actor, organizationId: provider.id, input: { id }, subscriptionId }
  },
  does: async (_, { actor, subscriptionId }) => {
    const { items, left } = await listCredits(actor, subscriptionId)
    expect(items).toMatchObject([{ status: 'voided', left: 0n }])
    expect(left).toBe(0n)
  },
  role: 'admin',
  event: 'credit.voided',
  touched: ['subscription'],
  isUrgent: true,
  repeated: 'nothing',
})

describe('credits', () => {
  it('that were bought can be used once their invoice is paid, and the gateways hear of it first', async () => {
    const { consumer, subscriptionId } = await makePrepaid()
    const { invoiceId } = await buyCredits(consumer.actor, { subscriptionId, amount: 2_000 })
    const { total } = await db.invoice.findUniqueOrThrow({ where: { id: invoiceId } })
    await transaction((tx) =>
      recordPayment(tx, system, {
        invoiceId,
        provider: 'manual',
        status: 'succeeded',
        amount: total,
        dedupeKey: `${invoiceId}/paid`,
      }),
    )
    expect((await listCredits(consumer.actor, subscriptionId)).left).toBe(2_000n)
    const change = await db.configChange.findFirstOrThrow({ orderBy: { revision: 'desc' } })
    expect(change).toMatchObject({ isUrgent: true, touched: [{ kind: 'subscription', id: subscriptionId }] })
  })

  it('are burned by usage in their order, and what is used cannot be taken back', async () => {
    const { provider, consumer, subscriptionId, planId } = await makePrepaid()
    const give = (input: { amount: number; priority?: number }) =>
      grantCredits(provider.actor, { subscriptionId, ...input })
    const late = await give({ amount: 5_000 })
    const first = await give({ amount: 1_000, priority: 1 })
    await makeMeterHour(subscriptionId, planId, new Date(), 300)
    const left = async () =>
      new Map((await listCredits(consumer.actor, subscriptionId)).items.map((item) => [item.id, item]))
    const used = await left()
    expect(used.get(first.id)).toMatchObject({ status: 'used', left: 0n })
    expect(used.get(late.id)).toMatchObject({ status: 'usable', left: 3_000n })
    await voidCredits(provider.actor, { id: late.id })
    expect((await left()).get(late.id)).toMatchObject({ amount: 2_000n, left: 0n, status: 'used' })
  })

  it('expire by the subscription’s own clock', async () => {
    const { provider, consumer, subscriptionId } = await makePrepaid()
    const past = new Date(Date.now() - DAY_MS).toISOString()
    await expectRefusal(
      grantCredits(provider.actor, { subscriptionId, amount: 100, expiresAt: past }),
      'invalid_input',
      ['expiresAt'],
    )
    const expiresAt = new Date(Date.now() + DAY_MS).toISOString()
    await grantCredits(provider.actor, { subscriptionId, amount: 100, expiresAt })
    await db.organization.update({
      where: { id: consumer.id },
      data: { isSandbox: true, clockOffsetMs: 2 * DAY_MS },
    })
    expect(await listCredits(consumer.actor, subscriptionId)).toMatchObject({
      left: 0n,
      items: [{ status: 'expired', left: 100n }],
    })
  })

  it('are bought on prepaid plans only, in amounts that are something', async () => {
    const { consumer, subscriptionId } = await makeBilledSubscription()
    await expectRefusal(buyCredits(consumer.actor, { subscriptionId, amount: 100 }), 'invalid_state')
    await expectRefusal(buyCredits(consumer.actor, { subscriptionId, amount: 0 }), 'invalid_input', [
      'amount',
    ])
  })

  it('are nobody else’s to see', async () => {
    const { subscriptionId } = await makePrepaid()
    await expectRefusal(listCredits(stranger, subscriptionId), 'not_found')
  })
})
