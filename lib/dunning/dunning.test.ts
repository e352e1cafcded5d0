import { describe, expect, test } from 'vitest'
import { system } from '#lib/core/context.ts'
import { db, transaction } from '#lib/core/db.ts'
import { newId } from '#lib/core/id.ts'
import { type Billed, makeBilled, makeInvoice } from '#lib/payment/fixture.ts'
import { recordPayment } from '#lib/payment/record-payment.ts'
import { advanceDunning } from './advance-dunning.ts'

const DAY_MS = 86_400_000

const invoiceOf = (id: string) => db.invoice.findUniqueOrThrow({ where: { id } })
const statusOf = async ({ subscriptionId: id }: Billed) =>
  db.subscription.findUniqueOrThrow({
    where: { id },
    select: { status: true, suspendedFor: true, reason: true },
  })
const mailsOf = async ({ provider }: Billed) =>
  (
    await db.mail.findMany({
      where: { organizationId: provider.id },
      select: { kind: true },
      orderBy: { id: 'asc' },
    })
  ).map(({ kind }) => kind)

/** Everything that is due at a real time. */
async function runAt(at: Date): Promise<void> {
  while ((await advanceDunning(at)) === 'more');
}
const pay = (invoiceId: string, amount = 1_250n) =>
  transaction((tx) =>
    recordPayment(tx, system, {
      invoiceId,
      provider: 'manual',
      status: 'succeeded',
      amount,
      dedupeKey: newId('pay'),
    }),
  )

/** An invoice that was due `days` ago. */
async function overdue(billed: Billed, days: number): Promise<string> {
  const issuedAt = new Date(Date.now() - 60 * DAY_MS)
  return makeInvoice(billed, { issuedAt, dueAt: new Date(Date.now() - days * DAY_MS) })
}

describe('an invoice that stays unpaid', () => {
  test('is reminded of on each day once, then grace, then suspension at the gateway, then paid and served again', async () => {
    const billed = await makeBilled()
    const id = await overdue(billed, 0)
    const day = async (days: number) => {
      await runAt(new Date(Date.now() + days * DAY_MS + 60_000))
      await runAt(new Date(Date.now() + days * DAY_MS + 120_000))
    }
    await day(2)
    expect(await invoiceOf(id)).toMatchObject({ dunningStatus: 'none', dunningSteps: 0 })
    await day(3)
    expect(await invoiceOf(id)).toMatchObject({ dunningStatus: 'retrying', dunningSteps: 1 })
    await day(5)
    await day(7)
    expect(await invoiceOf(id)).toMatchObject({ dunningStatus: 'grace', dunningSteps: 3 })
    expect(await statusOf(billed)).toMatchObject({ status: 'active' })
    await day(14)
    expect(await invoiceOf(id)).toMatchObject({ dunningStatus: 'suspended', nextDunningAt: null })
    expect(await statusOf(billed)).toMatchObject({ status: 'suspended', suspendedFor: 'payment' })
    const change = await db.configChange.findFirstOrThrow({
      where: { auditEntry: { objectId: billed.subscriptionId } },
      orderBy: { revision: 'desc' },
    })
    expect(change.isUrgent).toBe(true)
    await pay(id)
    await day(14)
    expect(await invoiceOf(id)).toMatchObject({ status: 'paid', dunningStatus: 'none', amountPaid: 1_250n })
    expect(await statusOf(billed)).toEqual({ status: 'active', suspendedFor: null, reason: '' })
    expect(await mailsOf(billed)).toEqual([
      'invoice_issued',
      'payment_reminder',
      'payment_reminder',
      'payment_reminder',
      'subscription_suspended',
      'receipt',
      'subscription_resumed',
    ])
  })

  test("follows a sandbox's own clock", async () => {
    const billed = await makeBilled()
    const id = await overdue(billed, 0)
    const { consumer } = billed
    const move = (days: number) =>
      db.organization.update({
        where: { id: consumer.id },
        data: { isSandbox: true, clockOffsetMs: BigInt(days * DAY_MS) },
      })
    await move(4)
    await runAt(new Date())
    expect(await invoiceOf(id)).toMatchObject({ dunningSteps: 1 })
    await move(30)
    await runAt(new Date())
    expect(await statusOf(billed)).toMatchObject({ status: 'suspended', suspendedFor: 'payment' })
  })

  test('suspends until all of its kind are paid', async () => {
    const billed = await makeBilled()
    const [first, second] = [await overdue(billed, 40), await overdue(billed, 30)]
    await runAt(new Date())
    await pay(first)
    await runAt(new Date())
    expect(await statusOf(billed)).toMatchObject({ status: 'suspended' })
    await pay(second)
    await runAt(new Date())
    expect(await statusOf(billed)).toMatchObject({ status: 'active' })
  })

  test('a part of it does not end the dunning', async () => {
    const billed = await makeBilled()
    const id = await overdue(billed, 4)
    await pay(id, 1_249n)
    await runAt(new Date())
    expect(await invoiceOf(id)).toMatchObject({ status: 'open', amountPaid: 1_249n, dunningSteps: 1 })
  })

  test('a credit purchase is reminded of, and suspends nothing', async () => {
    const billed = await makeBilled()
    const issuedAt = new Date(Date.now() - 60 * DAY_MS)
    const id = await makeInvoice(billed, { kind: 'credits', issuedAt, dueAt: issuedAt })
    await runAt(new Date())
    expect(await invoiceOf(id)).toMatchObject({ dunningSteps: 3, nextDunningAt: null })
    expect(await statusOf(billed)).toMatchObject({ status: 'active' })
  })
})

describe('a payment', () => {
  test('never resumes what was cancelled, or suspended by people', async () => {
    for (const [status, suspendedFor] of [
      ['cancelled', null],
      ['suspended', 'provider'],
    ] as const) {
      const billed = await makeBilled()
      const id = await overdue(billed, 30)
      await runAt(new Date())
      await db.subscription.update({
        where: { id: billed.subscriptionId },
        data: { status, suspendedFor },
      })
      await pay(id)
      await runAt(new Date())
      expect(await statusOf(billed)).toMatchObject({ status, suspendedFor })
    }
  })

  test('is recorded once, and bought credits reach the gateways', async () => {
    const billed = await makeBilled()
    const id = await makeInvoice(billed, { kind: 'credits' })
    const input = {
      invoiceId: id,
      provider: 'manual' as const,
      status: 'succeeded' as const,
      amount: 1_250n,
      dedupeKey: newId('pay'),
    }
    const once = () => transaction((tx) => recordPayment(tx, system, input))
    expect(await Promise.all([once(), once()])).toContain(true)
    expect(await once()).toBe(false)
    expect(await invoiceOf(id)).toMatchObject({ status: 'paid', amountPaid: 1_250n })
    expect(await db.payment.count({ where: { invoiceId: id } })).toBe(1)
    const changes = await db.configChange.count({ where: { auditEntry: { objectId: id } } })
    expect(changes).toBe(1)
  })
})
