import { authorize, requireSignedIn } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { db, type Prisma, type Reader } from '#lib/core/db.ts'
import { readEnv } from '#lib/core/env.ts'
import { type BillingSettingsItem, TaxRates } from './schema.ts'

type Row = Omit<Prisma.BillingSettingsGetPayload<object>, `next${string}`>

const toItem = ({ taxRates, paymentProvider, ...row }: Row): BillingSettingsItem => ({
  ...row,
  taxRates: TaxRates.parse(taxRates),
  paymentProvider: paymentProvider === 'stripe' ? 'stripe' : 'manual',
  isStripeAvailable: readEnv().STRIPE_SECRET_KEY !== undefined,
})

const hidden = { nextInvoiceNumber: true, nextCreditNoteNumber: true, nextSandboxNumber: true } as const

/** An organization's settings as they are stored, made by their defaults where there are none. */
export async function readBillingSettings(
  reader: Reader,
  organizationId: string,
): Promise<BillingSettingsItem> {
  const found = await reader.billingSettings.findUnique({ where: { organizationId }, omit: hidden })
  if (found) return toItem(found)
  await reader.billingSettings.createMany({ data: [{ organizationId }], skipDuplicates: true })
  return toItem(await reader.billingSettings.findUniqueOrThrow({ where: { organizationId }, omit: hidden }))
}

/** How an organization bills its customers: for its members. */
export async function getBillingSettings(actor: Actor, organizationId: string): Promise<BillingSettingsItem> {
  requireSignedIn(actor)
  authorize(actor, 'billing:read', organizationId)
  return readBillingSettings(db, organizationId)
}
