import { z } from 'zod'
import { getBillingSettings } from '#lib/billing-settings/queries.ts'
import { TaxRates, UpdateBillingSettings } from '#lib/billing-settings/schema.ts'
import { updateBillingSettings } from '#lib/billing-settings/update-billing-settings.ts'
import { getCustomer, listCustomers } from '#lib/customer/queries.ts'
import { ListCustomers, UpdateCustomer } from '#lib/customer/schema.ts'
import { updateCustomer } from '#lib/customer/update-customer.ts'
import { operation } from '../operation.ts'
import { Id, NamedWithSlug } from '../resources.ts'
import { MinorUnits, Moment, pageOf } from '../schema.ts'

const tag = 'Customers'

const Customer = z
  .object({
    id: z.string(),
    provider: NamedWithSlug.meta({ description: 'Who is paid.' }),
    consumer: NamedWithSlug.meta({ description: 'The organization that pays.' }),
    legalName: z.string(),
    address: z.string(),
    country: z.string().meta({ description: 'Two letters, ISO 3166; empty: not said.' }),
    taxId: z.string(),
    email: z.string().meta({ description: 'Where invoices and reminders go; empty: to its owners.' }),
    paymentMethod: z.string(),
    isSandbox: z.boolean(),
    createdAt: Moment,
    sums: z
      .array(z.object({ currency: z.string(), open: MinorUnits, overdue: MinorUnits, paid: MinorUnits }))
      .meta({ description: 'What is to be paid, what of it is overdue, and what was paid, by currency.' }),
  })
  .meta({ id: 'Customer' })

const BillingSettings = z
  .object({
    organizationId: z.string(),
    legalName: z.string(),
    address: z.string(),
    country: z.string(),
    taxId: z.string(),
    email: z.string(),
    bankDetails: z.string().meta({ description: 'As printed on invoices.' }),
    invoicePrefix: z.string(),
    paymentTermsDays: z.int(),
    taxRates: TaxRates.meta({ description: 'A customer in another country pays none.' }),
    paymentProvider: z.enum(['manual', 'stripe']),
    dunningDays: z.array(z.int()).meta({ description: 'Days after the due date of the reminders.' }),
    graceDays: z.int().meta({ description: 'Days after the due date of the suspension.' }),
    isStripeAvailable: z.boolean(),
  })
  .meta({ id: 'BillingSettings' })

const settingsPath = '/organizations/{organizationId}/billing-settings'

export const customerOperations = [
  operation({
    id: 'listCustomers',
    method: 'GET',
    path: '/customers',
    tag,
    summary: 'List customers',
    description: 'Who pays you (`side=provider`, the default), or as what you pay others (`side=consumer`).',
    query: ListCustomers,
    response: pageOf(Customer),
    errors: ['forbidden', 'not_found'],
    run: ({ actor, query }) => listCustomers(actor, query),
  }),
  operation({
    id: 'getCustomer',
    method: 'GET',
    path: '/customers/{customerId}',
    tag,
    summary: 'Get a customer',
    response: Customer,
    run: ({ actor, params }) => getCustomer(actor, params.customerId),
  }),
  operation({
    id: 'updateCustomer',
    method: 'PATCH',
    path: '/customers/{customerId}',
    tag,
    summary: 'Change what invoices say of a customer',
    description: 'By the customer itself or its provider; finalized invoices stay as they are.',
    body: UpdateCustomer.omit({ id: true }),
    example: { legalName: 'Acme GmbH', country: 'DE', taxId: 'DE123456789' },
    response: Id,
    errors: ['forbidden'],
    run: ({ actor, params, body }) => updateCustomer(actor, { ...body, id: params.customerId }),
  }),
  operation({
    id: 'getBillingSettings',
    method: 'GET',
    path: settingsPath,
    tag,
    summary: 'Get how an organization bills',
    response: BillingSettings,
    errors: ['forbidden'],
    run: ({ actor, params }) => getBillingSettings(actor, params.organizationId),
  }),
  operation({
    id: 'updateBillingSettings',
    method: 'PATCH',
    path: settingsPath,
    tag,
    summary: 'Change how an organization bills',
    body: UpdateBillingSettings.omit({ organizationId: true }),
    example: { legalName: 'Acme GmbH', taxRates: [{ country: 'DE', ratePercent: 19 }], paymentTermsDays: 14 },
    response: BillingSettings,
    errors: ['forbidden'],
    run: ({ actor, params, body }) =>
      updateBillingSettings(actor, { ...body, organizationId: params.organizationId }),
  }),
]
