import type Stripe from 'stripe'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '#lib/core/db.ts'
import { makeBilled, makeInvoice } from '../fixture.ts'
import { openCheckout } from '../open-checkout.ts'
import type { Task } from '../outbound/run-due-tasks.ts'
import { type StripeUnderTest, startStripeUnderTest } from '../testing.ts'
import { requireStripe } from './client.ts'
import { mirrorInvoice } from './mirror-invoice.ts'

let stripe: StripeUnderTest
beforeAll(async () => {
  stripe = await startStripeUnderTest()
})
afterAll(() => stripe.stop())

class Killed extends Error {}
const CALLS = /^(create|retrieve|search|update|pay|finalizeInvoice)$/

/** The real client; the process that uses it is cut off right after its n-th call was done. */
function dyingAfter(client: Stripe, calls: number): Stripe {
  let count = 0
  const within = (namespace: object): object =>
    new Proxy(namespace, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name)
        if (typeof member === 'object' && member !== null) return within(member)
        if (typeof member !== 'function') return member
        const call = member.bind(target) as (...values: unknown[]) => unknown
        if (!CALLS.test(String(name))) return call
        return async (...values: unknown[]) => {
          const answer = await call(...values)
          if (++count === calls) throw new Killed()
          return answer
        }
      },
    })
  return within(client) as Stripe
}

test('cut off after any of its calls, an invoice is made and paid once', async () => {
  let isThrough = false
  let calls = 0
  while (!isThrough) {
    calls++
    stripe.server.context.store.reset()
    const billed = await makeBilled({ paymentProvider: 'stripe' })
    const page = { organizationId: billed.provider.id, consumerId: billed.consumer.id }
    await stripe.enterCard((await openCheckout(billed.consumer.actor, page)).url)
    await stripe.settle()
    const id = await makeInvoice(billed)
    const row = await db.outboundTask.findFirstOrThrow({ where: { objectId: id } })
    const task: Task = { ...row, kind: 'stripe.invoice', attempts: 1, keyVersion: 1 }
    isThrough = await mirrorInvoice(dyingAfter(requireStripe(), calls), task).then(
      () => true,
      (error: unknown) => {
        if (!(error instanceof Killed)) throw error
        return false
      },
    )
    await mirrorInvoice(requireStripe(), { ...task, attempts: 2 })
    await stripe.settle()
    const { store } = stripe.server.context
    expect(store.all('charge'), `after call ${calls}`).toMatchObject([{ amount: 1_250 }])
    expect(store.all('invoice')).toHaveLength(1)
    expect(store.all('invoiceitem')).toHaveLength(2)
    expect(await db.invoice.findUnique({ where: { id } })).toMatchObject({
      status: 'paid',
      amountPaid: 1_250n,
    })
    expect(await db.payment.count({ where: { invoiceId: id } })).toBe(1)
  }
  expect(calls).toBeGreaterThan(7)
})

test('two processes at once make and charge an invoice once', async () => {
  stripe.server.context.store.reset()
  const billed = await makeBilled({ paymentProvider: 'stripe' })
  const page = { organizationId: billed.provider.id, consumerId: billed.consumer.id }
  await stripe.enterCard((await openCheckout(billed.consumer.actor, page)).url)
  await stripe.settle()
  const id = await makeInvoice(billed)
  const row = await db.outboundTask.findFirstOrThrow({ where: { objectId: id } })
  const task: Task = { ...row, kind: 'stripe.invoice', attempts: 1, keyVersion: 1 }
  await Promise.allSettled([mirrorInvoice(requireStripe(), task), mirrorInvoice(requireStripe(), task)])
  await stripe.settle()
  expect(stripe.server.context.store.all('charge')).toHaveLength(1)
  expect(await db.payment.count({ where: { invoiceId: id } })).toBe(1)
})
