import { beforeEach, describe, expect, it } from 'vitest'
import { makePlan } from '#lib/application/fixture.ts'
import { system } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import { expectRefusal, stranger } from '#lib/core/testing.ts'
import { createCreditNote } from '#lib/invoice/create-credit-note.ts'
import { makeBilledSubscription, makeMeterHour, priced } from '#lib/invoice/fixture.ts'
import { renewSubscription } from '#lib/invoice/renew-subscription.ts'
import { listPricedCurrencies } from '#lib/plan/queries.ts'
import { exportRevenue, getRevenue, listPlanMovements, listRevenueSummaries } from './queries.ts'

const at = (month: number, day: number) => new Date(Date.UTC(2026, month - 1, day))

beforeEach(async () => {
  await db.gateway.deleteMany()
})

/** Set-up 1.00 and fee 9.00 at the start; 20 requests beyond what is included; the next fee. */
async function arrange(options = {}) {
  const made = await makeBilledSubscription({ at: at(3, 1), pricing: { setupFee: 100 }, ...options })
  await makeMeterHour(made.subscriptionId, made.planId, at(3, 2), 120)
  await renewSubscription(system, made.subscriptionId, at(4, 1).getTime())
  // Dated as they would have been then.
  await db.$executeRaw`UPDATE "invoice" SET "issuedAt" = CASE "kind" WHEN 'start' THEN "periodStartsAt" ELSE "periodEndsAt" END
    WHERE "subscriptionId" = ${made.subscriptionId}`
  return { ...made, organizationId: made.provider.id, actor: made.provider.actor }
}

const span = { from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z' }

describe('revenue', () => {
  it('is what was invoiced, by month: recurring, usage, set-up', async () => {
    const { actor, organizationId } = await arrange()
    const { rows, totals } = await getRevenue(actor, { organizationId, ...span })
    expect(rows).toEqual([
      {
        key: '2026-03',
        label: '2026-03',
        currency: 'EUR',
        recurring: 900n,
        usage: 0n,
        setup: 100n,
        credits: 0n,
        total: 1_000n,
      },
      {
        key: '2026-04',
        label: '2026-04',
        currency: 'EUR',
        recurring: 900n,
        usage: 200n,
        setup: 0n,
        credits: 0n,
        total: 1_100n,
      },
    ])
    expect(totals).toMatchObject([{ currency: 'EUR', total: 2_100n, recurring: 1_800n }])
    expect(await exportRevenue(actor, { organizationId, ...span })).toContain(
      '2026-04,2026-04,EUR,9,2,0,0,11\r\n',
    )
  })

  it('is the same by product, plan and customer', async () => {
    const { actor, organizationId, offer, planId, consumer } = await arrange()
    for (const [groupBy, key] of [
      ['product', offer.productId],
      ['plan', planId],
      ['customer', null],
    ] as const) {
      const { rows } = await getRevenue(actor, { organizationId, groupBy, ...span })
      expect(rows).toMatchObject([{ total: 2_100n, ...(key && { key }) }])
    }
    const [row] = (await getRevenue(actor, { organizationId, groupBy: 'customer', ...span })).rows
    expect(row!.label).toBe(consumer.name)
  })

  it('loses what credit notes took back, of the class of the line', async () => {
    const { actor, organizationId, subscriptionId } = await arrange()
    const line = await db.invoiceLine.findFirstOrThrow({
      where: { kind: 'usage', invoice: { subscriptionId } },
    })
    await createCreditNote(actor, {
      id: line.invoiceId,
      reason: 'Outage',
      lines: [{ lineId: line.id, amount: 150 }],
    })
    const { totals } = await getRevenue(actor, { organizationId, ...span })
    expect(totals).toMatchObject([{ usage: 50n, recurring: 1_800n, total: 1_950n }])
  })

  it('knows no sandboxes, and is nobody else’s', async () => {
    const { actor, organizationId } = await arrange({ clockOffsetMs: 1 })
    expect((await getRevenue(actor, { organizationId, ...span })).rows).toEqual([])
    expect(await listPlanMovements(actor, { organizationId, ...span })).toEqual([])
    expect(await listRevenueSummaries(actor, organizationId)).toEqual([])
    await expectRefusal(getRevenue(stranger, { organizationId }), 'not_found')
  })
})

describe('how it stands', () => {
  it('is the fees by the month, what is open and what is overdue', async () => {
    const { actor, organizationId, subscriptionId } = await arrange()
    await db.invoice.updateMany({ where: { subscriptionId }, data: { dueAt: new Date(Date.now() + 60_000) } })
    await db.invoice.updateMany({ where: { subscriptionId, kind: 'start' }, data: { dueAt: at(3, 15) } })
    expect(await listRevenueSummaries(actor, organizationId)).toEqual([
      {
        currency: 'EUR',
        monthlyRecurring: 900n,
        subscriptions: 1,
        open: 2_100n,
        overdue: 1_000n,
        overdueInvoices: 1,
        heldInvoices: 0,
      },
    ])
  })
})

describe('movement between plans', () => {
  it('is begun, moved and ended subscriptions, each counted once', async () => {
    const { actor, organizationId, subscriptionId, offer, planId } = await arrange()
    const nextPlanId = await makePlan(offer.productId)
    await db.plan.update({ where: { id: nextPlanId }, data: { pricing: priced() } })
    await db.subscription.update({ where: { id: subscriptionId }, data: { nextPlanId } })
    await renewSubscription(system, subscriptionId, at(5, 1).getTime())
    await db.subscription.update({ where: { id: subscriptionId }, data: { isCancelling: true } })
    await renewSubscription(system, subscriptionId, at(6, 1).getTime())
    const moves = await listPlanMovements(actor, { organizationId, ...span })
    expect(moves.map(({ from, to, count }) => [from?.id, to?.id, count])).toEqual(
      expect.arrayContaining([
        [undefined, planId, 1],
        [planId, nextPlanId, 1],
        [nextPlanId, undefined, 1],
      ]),
    )
    expect(moves).toHaveLength(3)
    const began = moves.find(({ from }) => from === null)
    expect(began?.to?.product, 'names of plans repeat from product to product').toMatchObject({
      id: offer.productId,
    })
  })
})

describe('currencies that something ever had a price in', () => {
  it('are known of every version of a plan, to members only', async () => {
    const { actor, organizationId, planId } = await arrange()
    await db.plan.update({ where: { id: planId }, data: { supersededAt: new Date() } })
    expect(await listPricedCurrencies(actor, organizationId)).toEqual(['EUR'])
    await expectRefusal(listPricedCurrencies(stranger, organizationId), 'not_found')
  })
})
