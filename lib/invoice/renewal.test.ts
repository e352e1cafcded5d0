import { beforeEach, describe, expect, it } from 'vitest'
import { makeGateway, makePlan } from '#lib/application/fixture.ts'
import { system } from '#lib/core/context.ts'
import { db, transaction } from '#lib/core/db.ts'
import { newId } from '#lib/core/id.ts'
import { endBilling } from './end-billing.ts'
import { issueCreditsInvoice } from './fee-invoices.ts'
import { makeBilledSubscription, makeMeterHour, priced, requestsAt } from './fixture.ts'
import { lockBilled } from './lock-billed.ts'
import { renewDue, settleHeld } from './renew-due.ts'
import { renewSubscription } from './renew-subscription.ts'

const at = (month: number, day: number, hour = 0) => new Date(Date.UTC(2026, month - 1, day, hour))
/** Just after the end of the first period of a subscription that began on 1 March. */
const APRIL = at(4, 1, 1).getTime()

const invoicesOf = (subscriptionId: string) =>
  db.invoice.findMany({
    where: { subscriptionId },
    orderBy: { id: 'asc' },
    include: { lines: { orderBy: { position: 'asc' } } },
  })
const amounts = (invoice: { lines: { kind: string; amount: bigint }[] }) =>
  invoice.lines.map(({ kind, amount }) => [kind, amount])
const renew = async (id: string, now: Date | number) => {
  for (let steps = 0; await renewSubscription(system, id, Number(now)); steps++)
    expect(steps).toBeLessThan(50)
}

beforeEach(async () => {
  await db.gateway.deleteMany()
})

describe('the start', () => {
  it('invoices set-up and first fee at once, with tax, a number and a due date', async () => {
    const settings = { country: 'DE', taxRates: [{ country: 'DE', ratePercent: 19 }], paymentTermsDays: 10 }
    const { subscriptionId } = await makeBilledSubscription({ pricing: { setupFee: 101 }, settings })
    const [invoice] = await invoicesOf(subscriptionId)
    expect(invoice).toMatchObject({ kind: 'start', status: 'open', number: 'INV-000001' })
    expect(amounts(invoice!)).toEqual([
      ['setup', 101n],
      ['fee', 900n],
    ])
    expect([invoice!.subtotal, invoice!.tax, invoice!.total]).toEqual([1001n, 190n, 1191n])
    expect(invoice!.dueAt!.getTime() - invoice!.issuedAt!.getTime()).toBe(10 * 86_400_000)
  })

  it('makes no invoice of nothing', async () => {
    const { subscriptionId } = await makeBilledSubscription({ pricing: { recurringFee: 0 } })
    expect(await invoicesOf(subscriptionId)).toEqual([])
  })

  it('charges nothing before the trial’s days are over, and then the first fee', async () => {
    const { subscriptionId, planId } = await makeBilledSubscription({
      at: at(3, 1),
      pricing: { trial: { kind: 'days', days: 14 } },
    })
    await makeMeterHour(subscriptionId, planId, at(3, 5), 5_000)
    await renew(subscriptionId, at(3, 14))
    expect(await invoicesOf(subscriptionId)).toEqual([])
    await renew(subscriptionId, at(3, 15))
    expect((await invoicesOf(subscriptionId)).map(amounts)).toEqual([[['fee', 900n]]])
    const row = await db.subscription.findUniqueOrThrow({ where: { id: subscriptionId } })
    expect([row.billedUntil, row.renewsAt]).toEqual([at(3, 15), at(4, 15)])
    await renew(subscriptionId, at(4, 15))
    expect((await invoicesOf(subscriptionId)).map(amounts)[1]).toEqual([
      ['usage', 0n],
      ['fee', 900n],
    ])
  })
})

describe('a renewal', () => {
  it('invoices usage of the period, the next fee in advance, and begins the next period', async () => {
    const { subscriptionId, planId } = await makeBilledSubscription({ at: at(3, 1) })
    await makeMeterHour(subscriptionId, planId, at(3, 1), 70)
    await makeMeterHour(subscriptionId, planId, at(3, 31, 23), 50, { operationKey: 'pay' })
    await makeMeterHour(subscriptionId, planId, at(4, 1), 1_000)
    await renew(subscriptionId, APRIL)
    const [, invoice] = await invoicesOf(subscriptionId)
    expect(invoice).toMatchObject({ kind: 'period', status: 'open', total: 1_100n })
    expect(amounts(invoice!)).toEqual([
      ['usage', 200n],
      ['fee', 900n],
    ])
    expect(invoice!.lines[0]!.quantity?.toFixed()).toBe('120')
    const row = await db.subscription.findUniqueOrThrow({ where: { id: subscriptionId } })
    expect([row.billedUntil, row.renewsAt]).toEqual([at(4, 1), at(5, 1)])
  })

  it('is done once, however many do it at the same time', async () => {
    const { subscriptionId } = await makeBilledSubscription({ at: at(3, 1) })
    const done = await Promise.all([1, 2, 3].map(() => renewSubscription(system, subscriptionId, APRIL)))
    expect(done.filter(Boolean)).toHaveLength(1)
    expect(await invoicesOf(subscriptionId)).toHaveLength(2)
  })

  it('leaves nothing behind when it is cut off, and takes no number', async () => {
    const { subscriptionId, provider } = await makeBilledSubscription({ at: at(3, 1) })
    const before = await db.subscription.findUniqueOrThrow({ where: { id: subscriptionId } })
    // One of its last statements fails: lines and number are written by then.
    await db.$executeRaw`CREATE FUNCTION cut_off() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'cut off'; END $$ LANGUAGE plpgsql`
    await db.$executeRaw`CREATE TRIGGER cut_off BEFORE INSERT ON "audit_entry" FOR EACH ROW EXECUTE FUNCTION cut_off()`
    try {
      await expect(renewSubscription(system, subscriptionId, APRIL)).rejects.toThrow('cut off')
    } finally {
      await db.$executeRaw`DROP TRIGGER cut_off ON "audit_entry"`
      await db.$executeRaw`DROP FUNCTION cut_off`
    }
    expect(await invoicesOf(subscriptionId)).toHaveLength(1)
    expect(await db.subscription.findUniqueOrThrow({ where: { id: subscriptionId } })).toEqual(before)
    await renew(subscriptionId, APRIL)
    expect((await invoicesOf(subscriptionId)).map(({ number }) => number)).toEqual([
      'INV-000001',
      'INV-000002',
    ])
    const settings = await db.billingSettings.findUniqueOrThrow({ where: { organizationId: provider.id } })
    expect(settings.nextInvoiceNumber).toBe(3)
  })

  it('ends a subscription that is cancelling: the last usage, no fee, and the gateways hear of it first', async () => {
    const { subscriptionId, planId } = await makeBilledSubscription({ at: at(3, 1) })
    await makeMeterHour(subscriptionId, planId, at(3, 2), 130)
    await db.subscription.update({ where: { id: subscriptionId }, data: { isCancelling: true } })
    await renew(subscriptionId, APRIL)
    const [, last] = await invoicesOf(subscriptionId)
    expect(last!.kind).toBe('end')
    expect(amounts(last!)).toEqual([['usage', 300n]])
    const row = await db.subscription.findUniqueOrThrow({ where: { id: subscriptionId } })
    expect(row).toMatchObject({ status: 'cancelled', endedAt: at(4, 1), renewsAt: null })
    const change = await db.configChange.findFirstOrThrow({ orderBy: { revision: 'desc' } })
    expect(change).toMatchObject({ isUrgent: true, touched: [{ kind: 'subscription', id: subscriptionId }] })
  })

  it('moves to the plan that was ordered: its fee in advance, from then on its terms', async () => {
    const { subscriptionId, offer } = await makeBilledSubscription({ at: at(3, 1) })
    const nextPlanId = await makePlan(offer.productId)
    await db.plan.update({
      where: { id: nextPlanId },
      data: { pricing: priced({ recurringFee: 12_000, interval: 'year' }) },
    })
    await db.subscription.update({ where: { id: subscriptionId }, data: { nextPlanId } })
    await renew(subscriptionId, APRIL)
    const [, invoice] = await invoicesOf(subscriptionId)
    expect(amounts(invoice!)).toEqual([
      ['usage', 0n],
      ['fee', 12_000n],
    ])
    const row = await db.subscription.findUniqueOrThrow({
      where: { id: subscriptionId },
      include: { terms: { orderBy: { startsAt: 'asc' } } },
    })
    expect(row).toMatchObject({
      planId: nextPlanId,
      nextPlanId: null,
      renewsAt: new Date(Date.UTC(2027, 3, 1)),
    })
    expect(row.terms.map(({ startsAt, endsAt }) => [startsAt, endsAt])).toEqual([
      [at(3, 1), at(4, 1)],
      [at(4, 1), null],
    ])
    const change = await db.configChange.findFirstOrThrow({ orderBy: { revision: 'desc' } })
    expect(change.touched).toEqual([{ kind: 'subscription', id: subscriptionId }])
  })

  it('goes by a sandbox’s own clock, in numbers of their own', async () => {
    const now = new Date()
    const { subscriptionId, consumer } = await makeBilledSubscription({ at: now, clockOffsetMs: 1 })
    await renewDue(now)
    const { id } = consumer
    await db.organization.update({ where: { id }, data: { clockOffsetMs: 63 * 86_400_000 } })
    while ((await renewDue(new Date())) === 'more');
    const invoices = await invoicesOf(subscriptionId)
    expect(invoices.map(({ number }) => number)).toEqual([
      'TEST-INV-000001',
      'TEST-INV-000002',
      'TEST-INV-000003',
    ])
    expect(invoices.every(({ isSandbox }) => isSandbox)).toBe(true)
    expect(invoices[1]!.issuedAt).toEqual(invoices[1]!.periodEndsAt)
  })
})

describe('an end before the period’s', () => {
  it('invoices the last usage, with its part of what is included, and returns the unused part of the fee', async () => {
    const { subscriptionId, planId } = await makeBilledSubscription({ at: at(4, 1) })
    await makeMeterHour(subscriptionId, planId, at(4, 2), 150)
    await transaction((tx) => endBilling(tx, system, subscriptionId, at(4, 16)))
    const [, last] = await invoicesOf(subscriptionId)
    expect(amounts(last!)).toEqual([
      ['usage', 1_000n],
      ['proration', -450n],
    ])
    expect(last).toMatchObject({ kind: 'end', total: 550n, status: 'open' })
  })
})

describe('what is less than nothing', () => {
  it('is carried over to the next invoice, and paid back there', async () => {
    const { subscriptionId, planId, offer } = await makeBilledSubscription({
      at: at(3, 1),
      pricing: { recurringFee: 31_000, charges: [] },
    })
    const small = await makePlan(offer.productId)
    await db.plan.update({
      where: { id: small },
      data: { pricing: priced({ recurringFee: 3_100, charges: [] }) },
    })
    await db.subscriptionTerm.updateMany({ where: { subscriptionId, planId }, data: { endsAt: at(3, 2) } })
    await db.subscriptionTerm.create({
      data: { id: newId('term'), subscriptionId, planId: small, startsAt: at(3, 2) },
    })
    await db.subscription.update({ where: { id: subscriptionId }, data: { planId: small } })
    await renew(subscriptionId, at(5, 1, 1))
    const [, first, second] = await invoicesOf(subscriptionId)
    expect(amounts(first!)).toEqual([
      ['proration', -30_000n],
      ['proration', 3_000n],
      ['fee', 3_100n],
      ['adjustment', 23_900n],
    ])
    expect(first).toMatchObject({ status: 'paid', total: 0n })
    expect(amounts(second!)).toEqual([
      ['adjustment', -23_900n],
      ['fee', 3_100n],
      ['adjustment', 20_800n],
    ])
  })
})

describe('usage that is missing', () => {
  const owing = async () => {
    const gateway = await makeGateway(1)
    await db.gateway.update({
      where: { id: gateway.id },
      data: { createdAt: at(1, 1), settledAt: at(3, 20), owedBytes: 5_000n },
    })
    return gateway
  }

  it('holds the invoice and names the gateway; it gets its number when all is here, the earlier period first', async () => {
    const gateway = await owing()
    const { subscriptionId, planId } = await makeBilledSubscription({ at: at(3, 1) })
    await renew(subscriptionId, at(5, 1, 1))
    const [, march, april] = await invoicesOf(subscriptionId)
    expect([march!.status, april!.status, march!.number]).toEqual(['held', 'held', null])
    expect(march!.gaps).toMatchObject([{ gatewayId: gateway.id, name: gateway.name, kind: 'owes' }])
    const row = await db.subscription.findUniqueOrThrow({ where: { id: subscriptionId } })
    expect(row.renewsAt).toEqual(at(6, 1))

    await makeMeterHour(subscriptionId, planId, at(3, 25), 110)
    await settleHeld()
    expect((await invoicesOf(subscriptionId))[1]!.status).toBe('held')
    await db.gateway.update({ where: { id: gateway.id }, data: { settledAt: at(4, 2) } })
    await settleHeld()
    const settled = await invoicesOf(subscriptionId)
    expect(settled.map(({ status, number }) => [status, number])).toEqual([
      ['open', 'INV-000001'],
      ['open', 'INV-000002'],
      ['held', null],
    ])
    expect(amounts(settled[1]!)).toEqual([
      ['usage', 100n],
      ['fee', 900n],
    ])
    expect(settled[1]!.gaps).toEqual([])
  })

  it('is billed once when it arrives later: as an adjustment of the next invoice that names the one before', async () => {
    const { subscriptionId, planId } = await makeBilledSubscription({ at: at(3, 1) })
    await makeMeterHour(subscriptionId, planId, at(3, 2), 90)
    await renew(subscriptionId, APRIL)
    await makeMeterHour(subscriptionId, planId, at(3, 3), 25)
    await renew(subscriptionId, at(6, 1, 1))
    const [, march, april, may] = await invoicesOf(subscriptionId)
    expect(amounts(april!)).toEqual([
      ['usage', 0n],
      ['adjustment', 150n],
      ['fee', 900n],
    ])
    expect(april!.lines[1]).toMatchObject({ adjustsInvoiceId: march!.id, chargeKey: 'requests' })
    expect(april!.lines[1]!.quantity?.toFixed()).toBe('25')
    expect(amounts(may!)).toEqual([
      ['usage', 0n],
      ['fee', 900n],
    ])
  })
})

describe('credits', () => {
  const grant = (subscriptionId: string, amount: number, row = {}) =>
    db.creditGrant.create({
      data: { id: newId('crd'), subscriptionId, source: 'granted', amount, startsAt: at(3, 1), ...row },
    })

  it('that were bought can be used once their invoice is paid', async () => {
    const { subscriptionId, planId } = await makeBilledSubscription({
      at: at(3, 1),
      pricing: { recurringFee: 0, charges: [requestsAt('10')] },
    })
    const invoiceId = await transaction(async (tx) =>
      issueCreditsInvoice(tx, system, await lockBilled(tx, subscriptionId), {
        amount: 400n,
        at: at(3, 1),
        description: 'Credits of 4.00',
      }),
    )
    await grant(subscriptionId, 400, { source: 'bought', invoiceId })
    await makeMeterHour(subscriptionId, planId, at(3, 9), 10)
    await makeMeterHour(subscriptionId, planId, at(4, 9), 10)
    await renew(subscriptionId, APRIL)
    await db.invoice.update({ where: { id: invoiceId }, data: { status: 'paid' } })
    await renew(subscriptionId, at(5, 1, 1))
    expect((await invoicesOf(subscriptionId)).map(amounts)).toEqual([
      [['purchase', 400n]],
      [['usage', 100n]],
      [
        ['usage', 100n],
        ['credit', -100n],
      ],
    ])
  })

  it('cover usage and no fees, until they expire; what an invoice took is not taken again', async () => {
    const { subscriptionId, planId } = await makeBilledSubscription({
      at: at(3, 1),
      pricing: { charges: [requestsAt('10')] },
    })
    const expiring = await grant(subscriptionId, 500, { expiresAt: at(3, 10), note: 'Welcome' })
    const lasting = await grant(subscriptionId, 1_000)
    await makeMeterHour(subscriptionId, planId, at(3, 9), 30)
    await makeMeterHour(subscriptionId, planId, at(3, 11), 40)
    await makeMeterHour(subscriptionId, planId, at(4, 2), 100)
    await renew(subscriptionId, at(5, 1, 1))
    const [, march, april] = await invoicesOf(subscriptionId)
    expect(amounts(march!)).toEqual([
      ['usage', 700n],
      ['credit', -300n],
      ['credit', -400n],
      ['fee', 900n],
    ])
    expect(march!.lines[1]!.description).toBe('Credits: Welcome')
    expect(amounts(april!)).toEqual([
      ['usage', 1_000n],
      ['credit', -600n],
      ['fee', 900n],
    ])
    const burns = await db.creditBurn.findMany({ where: { grantId: { in: [expiring.id, lasting.id] } } })
    expect(burns.reduce((sum, { amount }) => sum + amount, 0n)).toBe(1_300n)
  })
})

describe('units that are free once', () => {
  it('are the first ones, over as many periods as they last', async () => {
    const { subscriptionId, planId } = await makeBilledSubscription({
      at: at(3, 1),
      pricing: { recurringFee: 0, charges: [requestsAt('1')], trial: { kind: 'units', units: 150 } },
    })
    await makeMeterHour(subscriptionId, planId, at(3, 2), 100)
    await makeMeterHour(subscriptionId, planId, at(4, 2), 100)
    await renew(subscriptionId, at(5, 1, 1))
    expect((await invoicesOf(subscriptionId)).map(({ total }) => total)).toEqual([0n, 50n])
  })
})
