import type { Reader } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { chosenProvider } from '#lib/payment/provider.ts'
import type { ExpectedPayment } from './schema.ts'

const TERMS_DAYS = 14

/** How invoices of a provider would be paid by a consumer, as it stands: also before it is a customer. */
export async function expectedPayment(
  reader: Reader,
  { organizationId, consumerId }: { organizationId: string; consumerId: string },
): Promise<ExpectedPayment> {
  const [settings, consumer, customer] = await Promise.all([
    reader.billingSettings.findUnique({ where: { organizationId } }),
    reader.organization.findUnique({ where: { id: consumerId }, select: { isSandbox: true } }),
    reader.customer.findUnique({ where: { organizationId_consumerId: { organizationId, consumerId } } }),
  ])
  if (!consumer) notFound('organization', consumerId)
  return {
    provider: chosenProvider(settings, consumer).kind,
    paymentMethod: customer?.paymentMethod ?? '',
    termsDays: settings?.paymentTermsDays ?? TERMS_DAYS,
  }
}
