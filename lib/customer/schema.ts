import { z } from 'zod'
import { Address, Country, Email, LegalName, TaxId } from '#lib/billing-settings/schema.ts'
import { PageInput } from '#lib/core/page.ts'
import type { InvoiceSums } from '#lib/invoice/schema/sums.ts'

const id = z.string().min(1).max(64)

/** What an invoice says of the customer. What is left out stays as it is. */
export const UpdateCustomer = z.object({
  id,
  legalName: LegalName.optional(),
  address: Address.optional(),
  country: Country.optional(),
  taxId: TaxId.optional(),
  email: Email.optional(),
})
export type UpdateCustomer = z.input<typeof UpdateCustomer>

export const ListCustomers = PageInput.extend({
  /** provider: who pays the organization. consumer: as what the organization pays others. */
  side: z.enum(['provider', 'consumer']).default('provider'),
  organizationId: id.optional(),
  /** Part of a name, or a whole id. */
  search: z.string().trim().max(100).optional(),
})
export type ListCustomers = z.input<typeof ListCustomers>

export type CustomerItem = {
  id: string
  provider: { id: string; name: string; slug: string }
  consumer: { id: string; name: string; slug: string }
  legalName: string
  address: string
  country: string
  taxId: string
  email: string
  /** As Stripe tells; empty when there is none. */
  paymentMethod: string
  isSandbox: boolean
  createdAt: Date
  /** By currency; empty before the first invoice. */
  sums: InvoiceSums[]
}
