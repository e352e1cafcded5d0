import { z } from 'zod'
import { getDunningTimeline } from '#lib/dunning/queries.ts'
import { DunningEventKind, DunningStatus } from '#lib/dunning/schema.ts'
import { ListDrift, listDrift, listOutboundTasks } from '#lib/payment/drift-queries.ts'
import { openBillingPortal } from '#lib/payment/open-billing-portal.ts'
import { openCheckout } from '#lib/payment/open-checkout.ts'
import { ListPayments, listPaymentMethods, listPayments } from '#lib/payment/queries.ts'
import { retryOutboundTask } from '#lib/payment/retry-outbound-task.ts'
import { OpenPaymentPage, PaymentProviderKind, PaymentStatus } from '#lib/payment/schema.ts'
import { operation } from '../operation.ts'
import { Id, NamedWithSlug } from '../resources.ts'
import { MinorUnits, Moment, pageOf } from '../schema.ts'

const tag = 'Payments'

const Payment = z
  .object({
    id: z.string(),
    invoiceId: z.string(),
    invoiceNumber: z.string().nullable(),
    customerName: z.string(),
    provider: PaymentProviderKind,
    status: PaymentStatus,
    amount: MinorUnits,
    currency: z.string(),
    reference: z.string(),
    failure: z.string().meta({ description: 'In words, when it failed.' }),
    at: Moment.meta({ description: 'In the subscription’s own time.' }),
  })
  .meta({ id: 'Payment' })

const PaymentMethod = z
  .object({
    organization: NamedWithSlug.meta({ description: 'Who is paid.' }),
    provider: PaymentProviderKind,
    paymentMethod: z.string().meta({ examples: ['Visa •••• 4242'] }),
    bankDetails: z.string(),
  })
  .meta({ id: 'PaymentMethod' })

const PaymentPageSchema = z
  .object({ url: z.url().meta({ description: 'Send the browser there.' }) })
  .meta({ id: 'PaymentPage' })

const Dunning = z
  .object({
    invoiceId: z.string(),
    status: DunningStatus,
    events: z.array(z.object({ kind: DunningEventKind, at: Moment, detail: z.string() })),
    ahead: z
      .array(z.object({ kind: z.enum(['remind', 'suspend']), at: Moment }))
      .meta({ description: 'What follows without a payment.' }),
  })
  .meta({ id: 'Dunning' })

const Drift = z
  .object({
    id: z.string(),
    objectKind: z.enum(['invoice', 'customer']),
    objectId: z.string(),
    objectName: z.string(),
    currency: z
      .string()
      .nullable()
      .meta({ description: 'Of an invoice: `total` and `paid` are minor units of it.' }),
    what: z.string().meta({ examples: ['status', 'total', 'paid', 'missing'] }),
    ours: z.string(),
    theirs: z.string(),
    foundAt: Moment,
    repairedAt: Moment.nullable().meta({ description: 'Null while it stands.' }),
  })
  .meta({ id: 'StripeDrift' })

const OutboundTask = z
  .object({
    id: z.string(),
    kind: z.string().meta({ examples: ['stripe.invoice', 'stripe.pay', 'stripe.credit_note'] }),
    objectId: z.string(),
    objectName: z.string().meta({ description: 'The number of the invoice or credit note.' }),
    invoiceId: z.string(),
    status: z.enum(['pending', 'failed']),
    attempts: z.int(),
    lastError: z.string(),
    nextAttemptAt: Moment,
  })
  .meta({ id: 'OutboundTask' })

const OfOrganization = z.object({ organizationId: z.string().max(64).optional() })

const reads = [
  operation({
    id: 'listPayments',
    method: 'GET',
    path: '/payments',
    tag,
    summary: 'List payments, newest first',
    query: ListPayments,
    response: pageOf(Payment),
    errors: ['forbidden', 'not_found'],
    run: ({ actor, query }) => listPayments(actor, query),
  }),
  operation({
    id: 'listPaymentMethods',
    method: 'GET',
    path: '/payment-methods',
    tag,
    summary: 'List how an organization pays its providers',
    query: OfOrganization,
    response: z.object({ data: z.array(PaymentMethod) }),
    errors: ['forbidden', 'not_found'],
    run: async ({ actor, query }) => ({ data: await listPaymentMethods(actor, query.organizationId) }),
  }),
  operation({
    id: 'getInvoiceDunning',
    method: 'GET',
    path: '/invoices/{invoiceId}/dunning',
    tag,
    summary: 'Get what happened to an invoice’s payment, and what follows',
    response: Dunning,
    run: ({ actor, params }) => getDunningTimeline(actor, params.invoiceId),
  }),
  operation({
    id: 'listStripeDrift',
    method: 'GET',
    path: '/stripe-drift',
    tag,
    summary: 'List where Stripe says otherwise',
    description: 'Both sides are compared every hour; what differs is read again and usually mended by that.',
    query: ListDrift,
    response: pageOf(Drift),
    errors: ['forbidden', 'not_found'],
    run: ({ actor, query: { isOpen, ...query } }) =>
      listDrift(actor, { ...query, ...(isOpen !== undefined && { isOpen: isOpen ? 'true' : 'false' }) }),
  }),
  operation({
    id: 'listOutboundTasks',
    method: 'GET',
    path: '/outbound-tasks',
    tag,
    summary: 'List what did not reach Stripe yet, or was given up',
    query: OfOrganization,
    response: z.object({ data: z.array(OutboundTask) }),
    errors: ['forbidden', 'not_found'],
    run: async ({ actor, query }) => ({ data: await listOutboundTasks(actor, query.organizationId) }),
  }),
]

const pageExample = { organizationId: 'org_provider', consumerId: 'org_mobile', returnPath: '/applications' }

export const paymentOperations = [
  ...reads,
  operation({
    id: 'openCheckout',
    method: 'POST',
    path: '/checkout-sessions',
    tag,
    summary: 'Open Stripe’s Checkout for a payment method',
    description: 'Open invoices are paid by it at once, later ones as they come.',
    body: OpenPaymentPage,
    example: pageExample,
    response: PaymentPageSchema,
    status: 201,
    errors: ['forbidden', 'not_found', 'invalid_state', 'unavailable'],
    run: ({ actor, body }) => openCheckout(actor, body),
  }),
  operation({
    id: 'openBillingPortal',
    method: 'POST',
    path: '/billing-portal-sessions',
    tag,
    summary: 'Open Stripe’s Billing Portal',
    body: OpenPaymentPage,
    example: pageExample,
    response: PaymentPageSchema,
    status: 201,
    errors: ['forbidden', 'not_found', 'invalid_state', 'unavailable'],
    run: ({ actor, body }) => openBillingPortal(actor, body),
  }),
  operation({
    id: 'retryOutboundTask',
    method: 'POST',
    path: '/outbound-tasks/{taskId}/retry',
    tag,
    summary: 'Take up again what was given up',
    response: Id.extend({ status: z.string() }),
    errors: ['forbidden'],
    run: ({ actor, params }) => retryOutboundTask(actor, { id: params.taskId }),
  }),
]
