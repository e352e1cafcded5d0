import { beforeEach, expect, it } from 'vitest'
import { anonymous } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import { expectRefusal, stranger } from '#lib/core/testing.ts'
import { makeBilledSubscription } from './fixture.ts'
import { markInvoicePaid } from './mark-invoice-paid.ts'
import { listOpenBalances } from './open-balances.ts'

beforeEach(async () => {
  await db.gateway.deleteMany()
})

it('an open invoice less what was paid of it is the balance; once it is paid there is none', async () => {
  const { provider, consumer, subscriptionId } = await makeBilledSubscription()
  const { id, customerId, dueAt } = await db.invoice.findFirstOrThrow({ where: { subscriptionId } })
  const balance = { customerId, currency: 'EUR', amount: 900n, invoices: 1, dueAt }
  expect(await listOpenBalances(consumer.actor)).toEqual([balance])
  await markInvoicePaid(provider.actor, { id, reference: 'A part', amount: 250 })
  expect(await listOpenBalances(consumer.actor)).toEqual([{ ...balance, amount: 650n }])
  await markInvoicePaid(provider.actor, { id, reference: 'The rest' })
  expect(await listOpenBalances(consumer.actor)).toEqual([])
})

it('what others owe is seen by nobody else, the provider’s side included', async () => {
  const { provider } = await makeBilledSubscription()
  expect(await listOpenBalances(provider.actor)).toEqual([])
  expect(await listOpenBalances(stranger)).toEqual([])
  await expectRefusal(listOpenBalances(anonymous), 'unauthenticated')
})
