import { updateBillingSettings } from '#lib/billing-settings/update-billing-settings.ts'
import type { Actor } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import { updateCustomer } from '#lib/customer/update-customer.ts'

const EUROPE = [
  { country: 'DE', ratePercent: 19 },
  { country: 'FR', ratePercent: 20 },
  { country: 'AT', ratePercent: 20 },
]

const SELLERS = {
  Banking: {
    legalName: 'Banking Platform GmbH',
    address: 'Taunusanlage 12\n60325 Frankfurt am Main',
    country: 'DE',
    taxId: 'DE123456788',
    email: 'billing@banking.example',
    bankDetails: 'Banking Platform GmbH\nIBAN DE02 1203 0000 0000 2020 51\nBIC BYLADEM1001',
    invoicePrefix: 'BNK',
    taxRates: EUROPE,
  },
  Trading: {
    legalName: 'Trading Data AG',
    address: 'Börsenplatz 4\n60313 Frankfurt am Main',
    country: 'DE',
    taxId: 'DE987654321',
    email: 'accounts@trading.example',
    bankDetails: 'Trading Data AG\nIBAN DE02 5001 0517 0137 0750 30\nBIC INGDDEFF',
    invoicePrefix: 'TRD',
    taxRates: EUROPE,
  },
}

const BUYERS = {
  Trading: {
    legalName: 'Trading Data AG',
    address: 'Börsenplatz 4\n60313 Frankfurt am Main',
    country: 'DE',
    taxId: 'DE987654321',
  },
  Mobile: { legalName: 'Mobile SAS', address: '18 rue de la Paix\n75002 Paris', country: 'FR' },
  'Mobile sandbox': { legalName: 'Mobile SAS (tests)', country: 'FR' },
}

type Provider = { id: string; owner: Actor }

/** Who sells, with where to pay: told once, so that what somebody changed later stays. Before the first invoice. */
export async function ensureSeller({ id, owner }: Provider, name: keyof typeof SELLERS): Promise<void> {
  const known = await db.billingSettings.findUnique({ where: { organizationId: id } })
  if (!known?.legalName) await updateBillingSettings(owner, { organizationId: id, ...SELLERS[name] })
}

/** What invoices say of the customers of a provider, told once. */
export async function ensureBuyers({ id, owner }: Provider): Promise<void> {
  const untold = await db.customer.findMany({
    where: { organizationId: id, country: '' },
    include: { consumer: { select: { name: true } } },
  })
  for (const { id: customerId, consumer } of untold) {
    const buyer = BUYERS[consumer.name as keyof typeof BUYERS]
    if (buyer) await updateCustomer(owner, { id: customerId, ...buyer })
  }
}
