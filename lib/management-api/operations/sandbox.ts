import { z } from 'zod'
import { declinePayment } from '#lib/sandbox/decline-payment.ts'
import { endTrial } from '#lib/sandbox/end-trial.ts'
import { exhaustQuota } from '#lib/sandbox/exhaust-quota.ts'
import { expireCredential } from '#lib/sandbox/expire-credential.ts'
import { moveClock } from '#lib/sandbox/move-clock.ts'
import { payTestInvoice } from '#lib/sandbox/pay-test-invoice.ts'
import { getSandbox } from '#lib/sandbox/queries.ts'
import { MoveClock, SetSandbox } from '#lib/sandbox/schema.ts'
import { setSandbox } from '#lib/sandbox/set-sandbox.ts'
import { operation } from '../operation.ts'
import { Id, IdAndRevision } from '../resources.ts'
import { Moment, Revision } from '../schema.ts'

const tag = 'Sandboxes'
const path = '/organizations/{organizationId}/sandbox'
const errors = ['forbidden', 'invalid_state'] as const

const Sandbox = z
  .object({
    organizationId: z.string(),
    isSandbox: z.boolean(),
    now: Moment.meta({ description: 'What its clock shows.' }),
    clockOffsetMs: z.int(),
  })
  .meta({ id: 'Sandbox' })

export const sandboxOperations = [
  operation({
    id: 'getSandbox',
    method: 'GET',
    path,
    tag,
    summary: 'See whether an organization is a sandbox, and its clock',
    response: Sandbox,
    run: ({ actor, params }) => getSandbox(actor, params.organizationId),
  }),
  operation({
    id: 'setSandbox',
    method: 'PUT',
    path,
    tag,
    summary: 'Make an organization a sandbox, or an ordinary one again',
    description: 'Only while none of its applications ever subscribed.',
    body: SetSandbox.omit({ organizationId: true }),
    example: { isSandbox: true },
    response: z.object({ organizationId: z.string(), isSandbox: z.boolean() }),
    errors: [...errors],
    run: ({ actor, params, body }) => setSandbox(actor, { ...body, ...params }),
  }),
  operation({
    id: 'moveClock',
    method: 'POST',
    path: `${path}/clock`,
    tag,
    summary: 'Move a sandbox’s clock on',
    description:
      'Forward only, `to` a moment or `bySeconds`, 400 days at most at once. Renewals, invoices and dunning that fall due follow within seconds.',
    body: z.object(MoveClock.shape).omit({ organizationId: true }),
    example: { bySeconds: 2_678_400 },
    response: z.object({ organizationId: z.string(), now: Moment, revision: Revision }),
    errors: [...errors],
    run: ({ actor, params, body }) => moveClock(actor, { ...body, ...params }),
  }),
  operation({
    id: 'exhaustQuota',
    method: 'POST',
    path: '/subscriptions/{subscriptionId}/exhaust-quota',
    tag,
    summary: 'Use up a sandbox subscription’s quota of the present period',
    description: 'The next request is refused by the gateways, as at any quota’s end.',
    response: IdAndRevision,
    errors: [...errors],
    run: ({ actor, params }) => exhaustQuota(actor, { id: params.subscriptionId }),
  }),
  operation({
    id: 'endTrial',
    method: 'POST',
    path: '/subscriptions/{subscriptionId}/end-trial',
    tag,
    summary: 'Let the trial of a sandbox’s subscription end now',
    response: IdAndRevision,
    errors: [...errors],
    run: ({ actor, params }) => endTrial(actor, { id: params.subscriptionId }),
  }),
  operation({
    id: 'expireCredential',
    method: 'POST',
    path: '/credentials/{credentialId}/expire',
    tag,
    summary: 'Let a key of a sandbox expire now',
    response: IdAndRevision,
    errors: [...errors],
    run: ({ actor, params }) => expireCredential(actor, { id: params.credentialId }),
  }),
  operation({
    id: 'payTestInvoice',
    method: 'POST',
    path: '/invoices/{invoiceId}/test-payment',
    tag,
    summary: 'Pay a sandbox’s invoice',
    description: 'As if a transfer came in; no money moves. What was suspended for it is served again.',
    response: Id,
    errors: [...errors],
    run: ({ actor, params }) => payTestInvoice(actor, { id: params.invoiceId }),
  }),
  operation({
    id: 'declinePayment',
    method: 'POST',
    path: '/invoices/{invoiceId}/decline-payment',
    tag,
    summary: 'Let a payment of a sandbox’s invoice fail',
    description: 'As a declined card does. What Stripe collects is declined by Stripe’s own test cards.',
    response: Id,
    errors: [...errors],
    run: ({ actor, params }) => declinePayment(actor, { id: params.invoiceId }),
  }),
]
