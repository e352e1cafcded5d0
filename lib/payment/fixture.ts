// Invoices as they are finalized, for tests of what follows: payment, dunning, mails.
import { makeSubscriber } from '#lib/application/fixture.ts'
import { db, transaction } from '#lib/core/db.ts'
import { newId } from '#lib/core/id.ts'
import { collectInvoice } from './collect-invoice.ts'

export type Billed = Awaited<ReturnType<typeof makeBilled>>

/** A provider and a customer of it with a subscription. */
export async function makeBilled(settings: { paymentProvider?: 'manual' | 'stripe' } = {}) {
  const subscriber = await makeSubscriber()
  const { provider, consumer } = subscriber
  await db.billingSettings.create({
    data: {
      organizationId: provider.id,
      legalName: provider.name,
      bankDetails: 'IBAN DE00 0000',
      ...settings,
    },
  })
  const customer = await db.customer.create({
    data: {
      id: newId('cus'),
      organizationId: provider.id,
      consumerId: consumer.id,
      legalName: consumer.name,
      email: `pay@${consumer.slug}.example`,
    },
  })
  return { ...subscriber, customerId: customer.id, subscriptionId: subscriber.subscription.id }
}

type Options = { kind?: string; amounts?: bigint[]; dueAt?: Date; issuedAt?: Date; tax?: bigint }
let number = 0

/** A finalized invoice of it, given to whoever collects it. Lines of 10.00 and 2.50, unless told otherwise. */
export async function makeInvoice(billed: Billed, options: Options = {}): Promise<string> {
  const { kind = 'period', amounts = [1_000n, 250n], tax = 0n, issuedAt = new Date() } = options
  const subtotal = amounts.reduce((sum, amount) => sum + amount, 0n)
  const id = newId('inv')
  const periodStartsAt = new Date(issuedAt.getTime() - 30 * 86_400_000 + ++number * 3_600_000)
  await transaction(async (tx) => {
    await tx.invoice.create({
      data: {
        id,
        organizationId: billed.provider.id,
        customerId: billed.customerId,
        subscriptionId: billed.subscriptionId,
        kind,
        status: 'open',
        number: `INV-${String(number).padStart(6, '0')}`,
        currency: 'EUR',
        periodStartsAt,
        periodEndsAt: issuedAt,
        subtotal,
        tax,
        total: subtotal + tax,
        taxRatePercent: tax ? 19 : 0,
        parties: {},
        issuedAt,
        dueAt: options.dueAt ?? new Date(issuedAt.getTime() + 14 * 86_400_000),
        lines: {
          create: amounts.map((amount, position) => ({
            id: newId('line'),
            position,
            kind: 'usage',
            description: `Line ${position}`,
            amount,
            startsAt: periodStartsAt,
            endsAt: issuedAt,
          })),
        },
      },
    })
    await collectInvoice(tx, id)
  })
  return id
}
