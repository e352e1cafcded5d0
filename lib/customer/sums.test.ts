import { beforeEach, expect, it } from 'vitest'
import { db } from '#lib/core/db.ts'
import { newId } from '#lib/core/id.ts'
import { stranger } from '#lib/core/testing.ts'
import { createCreditNote } from '#lib/invoice/create-credit-note.ts'
import { makeBilledSubscription } from '#lib/invoice/fixture.ts'
import { markInvoicePaid } from '#lib/invoice/mark-invoice-paid.ts'
import { getInvoice } from '#lib/invoice/queries.ts'
import { recordRefund } from '#lib/invoice/record-refund.ts'
import { getCustomer, listCustomers } from './queries.ts'

const DAY_MS = 86_400_000

beforeEach(async () => {
  await db.gateway.deleteMany()
})

/** A customer whose first invoice is one of 9.00. */
async function arrange(options: Parameters<typeof makeBilledSubscription>[0] = {}) {
  const made = await makeBilledSubscription(options)
  const invoice = await db.invoice.findFirstOrThrow({ where: { subscriptionId: made.subscriptionId } })
  const { actor } = made.provider
  const read = async () => (await getCustomer(actor, invoice.customerId)).sums
  /** The same invoice once more, with other columns. */
  const another = (columns: object) =>
    db.invoice.create({
      data: {
        ...invoice,
        ...{ id: newId('inv'), number: newId('inv'), gaps: [], parties: invoice.parties as object },
        periodStartsAt: new Date(),
        ...columns,
      },
    })
  return { ...made, id: invoice.id, customerId: invoice.customerId, actor, read, another }
}

it('a customer’s open, overdue and paid sums follow its invoices', async () => {
  const { id, actor, read } = await arrange()
  expect(await read()).toEqual([{ currency: 'EUR', open: 900n, overdue: 0n, paid: 0n }])
  await db.invoice.update({ where: { id }, data: { dueAt: new Date(Date.now() - DAY_MS) } })
  expect(await read()).toMatchObject([{ open: 900n, overdue: 900n, paid: 0n }])
  await markInvoicePaid(actor, { id, reference: 'First half', amount: 400 })
  expect(await read()).toMatchObject([{ open: 500n, overdue: 500n, paid: 400n }])
  await markInvoicePaid(actor, { id, reference: 'Second half' })
  expect(await read()).toMatchObject([{ open: 0n, overdue: 0n, paid: 900n }])
  await createCreditNote(actor, { id, reason: 'Agreed by phone.' })
  expect((await getInvoice(actor, id)).amountToRefund).toBe(900n)
  await recordRefund(actor, { id, reference: 'Back' })
  expect(await read()).toMatchObject([{ open: 0n, overdue: 0n, paid: 0n }])
  expect((await getInvoice(actor, id)).amountToRefund).toBe(0n)
})

it('currencies are never added up, and held and void invoices are not owed', async () => {
  const { read, another } = await arrange()
  await another({ currency: 'JPY', total: 70n })
  await another({ status: 'held', total: 5_000n, attempt: 2 })
  await another({ status: 'void', total: 5_000n, attempt: 3 })
  expect(await read()).toEqual([
    { currency: 'EUR', open: 900n, overdue: 0n, paid: 0n },
    { currency: 'JPY', open: 70n, overdue: 0n, paid: 0n },
  ])
})

it('a sandbox’s own clock decides what it owes too late, and it is marked', async () => {
  const { id, actor, provider } = await arrange({ clockOffsetMs: 40 * DAY_MS })
  await db.invoice.update({ where: { id }, data: { dueAt: new Date(Date.now() + 30 * DAY_MS) } })
  const { data } = await listCustomers(actor, { organizationId: provider.id })
  expect(data).toMatchObject([{ isSandbox: true, sums: [{ open: 900n, overdue: 900n }] }])
})

it('each customer has its own sums, and nobody else reads them', async () => {
  const [one, other] = await Promise.all([arrange(), arrange()])
  await markInvoicePaid(other.actor, { id: other.id, reference: 'All' })
  const { data } = await listCustomers(one.actor)
  expect(data.map(({ id, sums }) => [id, sums[0]!.open, sums[0]!.paid])).toEqual([[one.customerId, 900n, 0n]])
  await expect(getCustomer(stranger, one.customerId)).rejects.toMatchObject({ code: 'not_found' })
})
