import type { Prisma, Transaction } from '#lib/core/db.ts'
import { newId } from '#lib/core/id.ts'
import { ensureCustomer } from '#lib/customer/ensure-customer.ts'
import type { Billed } from './load-billed.ts'
import { lockSettings } from './lock-settings.ts'
import type { InvoiceKind, InvoiceParties } from './schema/invoice.ts'

export type MakeInvoice = {
  kind: InvoiceKind
  periodStartsAt: Date
  periodEndsAt: Date
  feePlanId?: string | null
  feeEndsAt?: Date | null
  attempt?: number
}

/** Seller, buyer and what was sold, as they are now. */
async function partiesOf(
  tx: Transaction,
  { application, plan }: Billed,
  customer: Prisma.CustomerGetPayload<object>,
): Promise<InvoiceParties> {
  const settings = await lockSettings(tx, customer.organizationId)
  const provider = await tx.organization.findUniqueOrThrow({ where: { id: customer.organizationId } })
  const { legalName, address, country, taxId, email, bankDetails } = settings
  return {
    seller: { name: provider.name, legalName, address, country, taxId, email, bankDetails },
    buyer: {
      name: application.organization.name,
      legalName: customer.legalName,
      address: customer.address,
      country: customer.country,
      taxId: customer.taxId,
      email: customer.email,
    },
    application: { id: application.id, name: application.name },
    product: { id: plan.product.id, name: plan.product.name },
    plan: { id: plan.id, name: plan.name },
  }
}

/**
 * Makes an invoice's row: held, without lines and number, until `settleInvoice` finalizes it. One that is there for the same
 * subscription, kind, period and attempt is answered instead: repeating is harmless under the subscription's lock.
 */
export async function makeInvoice(tx: Transaction, billed: Billed, input: MakeInvoice): Promise<string> {
  const { kind, periodStartsAt, periodEndsAt, feePlanId = null, feeEndsAt = null, attempt = 1 } = input
  const key = { subscriptionId: billed.id, kind, periodStartsAt, attempt }
  const there = await tx.invoice.findUnique({
    where: { subscriptionId_kind_periodStartsAt_attempt: key },
    select: { id: true },
  })
  if (there) return there.id
  const { organization } = billed.application
  const customer = await ensureCustomer(tx, billed.plan.product.organizationId, organization)
  const pricing = billed.plans.get(billed.planId)?.pricing ?? [...billed.plans.values()][0]!.pricing
  const id = newId('inv')
  await tx.invoice.create({
    data: {
      id,
      ...key,
      organizationId: customer.organizationId,
      customerId: customer.id,
      status: 'held',
      currency: pricing.currency,
      periodEndsAt,
      feePlanId,
      feeEndsAt,
      parties: await partiesOf(tx, billed, customer),
      isSandbox: organization.isSandbox,
    },
  })
  return id
}
