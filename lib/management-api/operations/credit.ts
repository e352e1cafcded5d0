import { z } from 'zod'
import { buyCredits } from '#lib/credit/buy-credits.ts'
import { grantCredits } from '#lib/credit/grant-credits.ts'
import { listCredits } from '#lib/credit/queries.ts'
import { BuyCredits, CreditStatus, GrantCredits } from '#lib/credit/schema.ts'
import { voidCredits } from '#lib/credit/void-credits.ts'
import { operation } from '../operation.ts'
import { IdAndRevision } from '../resources.ts'
import { MinorUnits, Moment } from '../schema.ts'

const tag = 'Credits'
const path = '/subscriptions/{subscriptionId}/credits'

const Credit = z
  .object({
    id: z.string(),
    source: z.enum(['bought', 'granted']),
    status: CreditStatus.meta({ description: 'waiting: until its invoice is paid.' }),
    amount: MinorUnits,
    left: MinorUnits,
    note: z.string(),
    priority: z
      .int()
      .meta({ description: 'Lower is used first; then what expires sooner, then what is older.' }),
    startsAt: Moment,
    expiresAt: Moment.nullable(),
    invoiceId: z.string().nullable(),
    createdAt: Moment,
  })
  .meta({ id: 'Credit' })

const Credits = z
  .object({
    currency: z.string().nullable(),
    isPrepaid: z.boolean(),
    left: MinorUnits,
    items: z.array(Credit),
  })
  .meta({ id: 'Credits' })

export const creditOperations = [
  operation({
    id: 'listCredits',
    method: 'GET',
    path,
    tag,
    summary: 'List a subscription’s credits, and what is left of each',
    response: Credits,
    run: ({ actor, params }) => listCredits(actor, params.subscriptionId),
  }),
  operation({
    id: 'grantCredits',
    method: 'POST',
    path,
    tag,
    summary: 'Grant credits',
    description: 'The provider’s side. Usage is paid from them before anything else.',
    status: 201,
    body: GrantCredits.omit({ subscriptionId: true }),
    example: { amount: 5_000, note: 'Welcome', expiresAt: '2027-12-31T00:00:00Z' },
    response: IdAndRevision,
    errors: ['forbidden', 'invalid_state'],
    run: ({ actor, params, body }) => grantCredits(actor, { ...body, ...params }),
  }),
  operation({
    id: 'buyCredits',
    method: 'POST',
    path: `${path}/purchase`,
    tag,
    summary: 'Buy credits',
    description: 'The consumer’s side, on a prepaid plan. They can be used once the invoice is paid.',
    status: 201,
    body: BuyCredits.omit({ subscriptionId: true }),
    example: { amount: 5_000 },
    response: z.object({ id: z.string(), invoiceId: z.string() }),
    errors: ['forbidden', 'invalid_state'],
    run: ({ actor, params, body }) => buyCredits(actor, { ...body, ...params }),
  }),
  operation({
    id: 'voidCredits',
    method: 'POST',
    path: '/credits/{creditId}/void',
    tag,
    summary: 'Take back what is left of a credit',
    description: 'The provider’s side. What usage took of it stays paid.',
    response: IdAndRevision,
    errors: ['forbidden'],
    run: ({ actor, params }) => voidCredits(actor, { id: params.creditId }),
  }),
]
