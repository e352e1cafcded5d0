import { LIVE_SUBSCRIPTION } from '#lib/application/queries.ts'
import { Pricing } from '#lib/billing/schema/pricing.ts'
import { audit } from '#lib/core/audit.ts'
import { authorize, requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { Prisma, type Transaction, transaction } from '#lib/core/db.ts'
import { readEnv } from '#lib/core/env.ts'
import { AppError, notFound } from '#lib/core/errors.ts'
import { newId } from '#lib/core/id.ts'
import { parse } from '#lib/core/parse.ts'
import { chosenProvider } from './provider.ts'
import { OpenPaymentPage } from './schema.ts'

type Opened = { customerId: string; returnUrl: string; currency: string }

/** In which currency a customer pays: as on its last invoice, else as its subscription is priced. */
async function currencyOf(
  tx: Transaction,
  { id, organizationId, consumerId }: { id: string; organizationId: string; consumerId: string },
): Promise<string> {
  const invoice = await tx.invoice.findFirst({
    where: { customerId: id },
    select: { currency: true },
    orderBy: { id: 'desc' },
  })
  if (invoice) return invoice.currency
  const subscription = await tx.subscription.findFirst({
    where: {
      status: LIVE_SUBSCRIPTION,
      application: { organizationId: consumerId },
      plan: { product: { organizationId }, pricing: { not: Prisma.DbNull } },
    },
    select: { plan: { select: { pricing: true } } },
    orderBy: { id: 'desc' },
  })
  return subscription ? Pricing.parse(subscription.plan.pricing).currency : 'EUR'
}

/**
 * What both of Stripe's pages need before they are opened: a role that may pay, a provider that lets Stripe collect, and a
 * customer, which is made when there is none yet. Throws `invalid_state` when the provider takes transfers only.
 */
export async function preparePaymentPage(
  actor: Actor,
  input: OpenPaymentPage,
  page: 'checkout' | 'billing_portal',
): Promise<Opened> {
  requireSignedIn(actor)
  const { organizationId, consumerId, returnPath, currency } = parse(OpenPaymentPage, input)
  authorize(actor, 'payment:manage', consumerId)
  return transaction(async (tx) => {
    const [provider, consumer] = await Promise.all([
      tx.organization.findUnique({ where: { id: organizationId }, include: { billingSettings: true } }),
      tx.organization.findUnique({ where: { id: consumerId } }),
    ])
    if (!provider?.billingSettings) notFound('provider with bills', organizationId)
    if (!consumer) notFound('organization', consumerId)
    if (chosenProvider(provider.billingSettings, consumer).kind !== 'stripe')
      throw new AppError(
        'invalid_state',
        `${provider.name} is paid by bank transfer: its invoices say where to.`,
      )
    const customer = await tx.customer.upsert({
      where: { organizationId_consumerId: { organizationId, consumerId } },
      create: { id: newId('cus'), organizationId, consumerId, legalName: consumer.name },
      update: {},
    })
    await audit(tx, actor, {
      organizationId: consumerId,
      event: `customer.${page}_opened`,
      object: { kind: 'customer', id: customer.id, name: provider.name },
    })
    return {
      customerId: customer.id,
      returnUrl: `${readEnv().PUBLIC_URL}${returnPath}`,
      currency: (currency ?? (await currencyOf(tx, customer))).toLowerCase(),
    }
  })
}
