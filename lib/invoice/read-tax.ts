import type { Reader } from '#lib/core/db.ts'
import type { ExpectedTax } from './schema/invoice.ts'
import { taxFor } from './tax.ts'

/** Who sells to whom; `consumerId` is the organization that pays, also before it is a customer. */
type Parties = { organizationId: string; consumerId: string }

/** The tax of an invoice that would be made now. */
export async function readTax(reader: Reader, { organizationId, consumerId }: Parties): Promise<ExpectedTax> {
  const [settings, customer] = await Promise.all([
    reader.billingSettings.findUnique({ where: { organizationId } }),
    reader.customer.findUnique({ where: { organizationId_consumerId: { organizationId, consumerId } } }),
  ])
  if (!settings) return { ratePercent: '0', isReverseCharge: false }
  return taxFor(settings, customer ?? { country: '', taxId: '' })
}
