import { UsageGap } from '#lib/billing/schema/usage-gap.ts'
import { subscriptionNow } from '#lib/core/clock.ts'
import type { Prisma } from '#lib/core/db.ts'
import { openAmount } from '#lib/payment/load-invoice.ts'
import { type InvoiceItem, InvoiceKind, InvoiceParties, InvoiceStatus } from './schema/invoice.ts'

export const itemSelect = {
  id: true,
  number: true,
  kind: true,
  status: true,
  isSandbox: true,
  currency: true,
  subtotal: true,
  tax: true,
  total: true,
  amountPaid: true,
  amountCredited: true,
  periodStartsAt: true,
  periodEndsAt: true,
  issuedAt: true,
  dueAt: true,
  paidAt: true,
  attempt: true,
  isReplaced: true,
  subscriptionId: true,
  parties: true,
  paymentProvider: true,
  paymentUrl: true,
  dunningStatus: true,
  gaps: true,
  customer: {
    select: {
      id: true,
      consumerId: true,
      legalName: true,
      consumer: { select: { name: true, clockOffsetMs: true } },
      organization: { select: { id: true, name: true } },
    },
  },
} satisfies Prisma.InvoiceSelect

/** A row as lists and pages show it. What the invoice says of its parties is what it said when it was made. */
export function toInvoiceItem({
  customer,
  parties,
  ...row
}: Prisma.InvoiceGetPayload<{ select: typeof itemSelect }>): InvoiceItem {
  const { buyer, application, product, plan } = InvoiceParties.parse(parties)
  const isOverdue =
    row.status === 'open' && row.dueAt !== null && row.dueAt < subscriptionNow(customer.consumer)
  return {
    ...row,
    kind: InvoiceKind.parse(row.kind),
    status: InvoiceStatus.parse(row.status),
    isOverdue,
    amountOpen: row.status === 'open' ? openAmount(row) : 0n,
    customer: {
      id: customer.id,
      consumerId: customer.consumerId,
      name: buyer.legalName || customer.legalName || customer.consumer.name,
    },
    provider: customer.organization,
    applicationName: application.name,
    productName: product.name,
    planName: plan.name,
    gaps: UsageGap.array().parse(row.gaps),
  }
}
