import { z } from 'zod'
import { authorize, organizationIdsOf, requireSignedIn, targetOrganizationId } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { db, type Prisma } from '#lib/core/db.ts'
import { type Page, PageInput, pageArgs, toPage } from '#lib/core/page.ts'
import { parse } from '#lib/core/parse.ts'
import { chosenProvider } from './provider.ts'
import { type PaymentItem, type PaymentMethodItem, PaymentProviderKind, PaymentStatus } from './schema.ts'

const id = z.string().max(64)

export const ListPayments = PageInput.extend({
  /** Which side the organization stands on: it pays, or it is paid. */
  side: z.enum(['consumer', 'provider']).default('provider'),
  /** Left out: all organizations that the actor belongs to. */
  organizationId: id.optional(),
  invoiceId: id.optional(),
  status: PaymentStatus.optional(),
})
export type ListPayments = z.input<typeof ListPayments>

const select = {
  id: true,
  invoiceId: true,
  provider: true,
  status: true,
  amount: true,
  reference: true,
  failure: true,
  at: true,
  invoice: {
    select: {
      number: true,
      currency: true,
      customer: { select: { legalName: true, consumer: { select: { name: true } } } },
    },
  },
} satisfies Prisma.PaymentSelect

function toItem({ invoice, ...row }: Prisma.PaymentGetPayload<{ select: typeof select }>): PaymentItem {
  return {
    ...row,
    provider: PaymentProviderKind.parse(row.provider),
    status: PaymentStatus.parse(row.status),
    invoiceNumber: invoice.number,
    currency: invoice.currency,
    customerName: invoice.customer.legalName || invoice.customer.consumer.name,
  }
}

/** Payments of one side, newest first: what came in, what failed, what was given back. */
export async function listPayments(actor: Actor, input: ListPayments = {}): Promise<Page<PaymentItem>> {
  requireSignedIn(actor)
  const { side, organizationId, invoiceId, status, ...page } = parse(ListPayments, input)
  if (organizationId) authorize(actor, 'billing:read', organizationId)
  const mine = organizationId ?? organizationIdsOf(actor)
  const rows = await db.payment.findMany({
    where: {
      invoiceId,
      status,
      invoice: side === 'provider' ? { organizationId: mine } : { customer: { consumerId: mine } },
    },
    select,
    ...pageArgs(page),
  })
  const { data, nextCursor } = toPage(rows, page)
  return { data: data.map(toItem), nextCursor }
}

/** How an organization pays each of its providers. */
export async function listPaymentMethods(actor: Actor, named?: string): Promise<PaymentMethodItem[]> {
  requireSignedIn(actor)
  const consumerId = targetOrganizationId(actor, named)
  authorize(actor, 'billing:read', consumerId)
  const rows = await db.customer.findMany({
    where: { consumerId },
    select: {
      paymentMethod: true,
      organization: { select: { id: true, name: true, slug: true, billingSettings: true } },
      consumer: { select: { isSandbox: true } },
    },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ organization: { billingSettings, ...organization }, paymentMethod, consumer }) => ({
    organization,
    paymentMethod,
    provider: chosenProvider(billingSettings, consumer).kind,
    bankDetails: billingSettings?.bankDetails ?? '',
  }))
}
