import type { Prisma, Transaction } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'

const select = {
  id: true,
  organizationId: true,
  customerId: true,
  subscriptionId: true,
  kind: true,
  status: true,
  number: true,
  currency: true,
  total: true,
  amountPaid: true,
  amountCredited: true,
  periodStartsAt: true,
  periodEndsAt: true,
  issuedAt: true,
  dueAt: true,
  paymentProvider: true,
  paymentUrl: true,
  stripeInvoiceId: true,
  dunningStatus: true,
  dunningSteps: true,
  nextDunningAt: true,
  customer: {
    select: {
      id: true,
      consumerId: true,
      paymentMethod: true,
      consumer: { select: { clockOffsetMs: true, isSandbox: true } },
      organization: {
        select: {
          billingSettings: {
            select: { paymentProvider: true, bankDetails: true, dunningDays: true, graceDays: true },
          },
        },
      },
    },
  },
} satisfies Prisma.InvoiceSelect

export type LoadedInvoice = Prisma.InvoiceGetPayload<{ select: typeof select }>

/** Loads an invoice with what its payment depends on, and locks its row until the commit; else `not_found`. */
export async function loadInvoice(tx: Transaction, id: string): Promise<LoadedInvoice> {
  await tx.$queryRaw`SELECT 1 FROM "invoice" WHERE "id" = ${id} FOR UPDATE`
  return (await tx.invoice.findUnique({ where: { id }, select })) ?? notFound('invoice', id)
}

/** Minor units that are still to be paid; never negative. */
export function openAmount(invoice: Pick<LoadedInvoice, 'total' | 'amountPaid' | 'amountCredited'>): bigint {
  const open = invoice.total - invoice.amountPaid - invoice.amountCredited
  return open > 0n ? open : 0n
}

export type Subscribed = { applicationId: string; applicationName: string; planName: string }

/** What an invoice is for, in words. An invoice outlives its subscription. */
export async function subscribedOf(tx: Transaction, subscriptionId: string): Promise<Subscribed> {
  const found = await tx.subscription.findUnique({
    where: { id: subscriptionId },
    select: {
      application: { select: { id: true, name: true } },
      plan: { select: { name: true, product: { select: { name: true } } } },
    },
  })
  if (!found) return { applicationId: '', applicationName: 'Your application', planName: 'your subscription' }
  return {
    applicationId: found.application.id,
    applicationName: found.application.name,
    planName: `${found.plan.product.name}, ${found.plan.name}`,
  }
}

/** The members of a mail's data that every mail about an invoice has. */
export const billedOf = (invoice: LoadedInvoice, amount: bigint, planName: string) => ({
  invoiceId: invoice.id,
  number: invoice.number ?? invoice.id,
  currency: invoice.currency,
  amount,
  planName,
})
