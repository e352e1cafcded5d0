import { beforeEach, expect, it } from 'vitest'
import { db } from '#lib/core/db.ts'
import { stranger } from '#lib/core/testing.ts'
import { makeBilledSubscription } from './fixture.ts'
import { listInvoiceAttempts } from './list-attempts.ts'
import { getInvoice } from './queries.ts'
import { rebillInvoice } from './rebill-invoice.ts'

beforeEach(async () => {
  await db.gateway.deleteMany()
})

it('an invoice that was billed anew and its successor know of each other, on either side; nobody else does', async () => {
  const { provider, consumer, subscriptionId } = await makeBilledSubscription()
  const { id } = await db.invoice.findFirstOrThrow({ where: { subscriptionId } })
  const before = await getInvoice(consumer.actor, id)
  expect(await listInvoiceAttempts(consumer.actor, before)).toEqual([])
  const { invoiceId, invoiceNumber } = await rebillInvoice(provider.actor, { id, reason: 'Agreed by phone.' })
  for (const { actor } of [provider, consumer]) {
    expect(await listInvoiceAttempts(actor, before)).toEqual([
      { id: invoiceId, number: invoiceNumber, attempt: 2 },
    ])
    const after = await getInvoice(actor, invoiceId)
    expect(await listInvoiceAttempts(actor, after)).toEqual([{ id, number: before.number, attempt: 1 }])
  }
  expect(await listInvoiceAttempts(stranger, before)).toEqual([])
})

it('a successor that waits for usage is seen by its provider alone', async () => {
  const { provider, consumer, subscriptionId } = await makeBilledSubscription()
  const { id } = await db.invoice.findFirstOrThrow({ where: { subscriptionId } })
  const { invoiceId } = await rebillInvoice(provider.actor, { id, reason: 'Agreed by phone.' })
  await db.invoice.update({ where: { id: invoiceId }, data: { status: 'held', number: null } })
  const first = await getInvoice(consumer.actor, id)
  expect(await listInvoiceAttempts(consumer.actor, first)).toEqual([])
  expect(await listInvoiceAttempts(provider.actor, first)).toHaveLength(1)
})
