import { cancelSubscription } from '#lib/subscription/cancel-subscription.ts'
import { changeSubscriptionPlan } from '#lib/subscription/change-subscription-plan.ts'
import { previewCancellation, previewPlanChange } from '#lib/subscription/preview-plan-change.ts'
import { previewSubscription } from '#lib/subscription/preview-subscription.ts'
import {
  CancelSubscription,
  ChangeSubscriptionPlan,
  PreviewPlanChange,
  PreviewSubscription,
  SetSpendCap,
} from '#lib/subscription/schema.ts'
import { setSpendCap } from '#lib/subscription/set-spend-cap.ts'
import { uncancelSubscription } from '#lib/subscription/uncancel-subscription.ts'
import { operation } from '../operation.ts'
import { SubscriptionChanged } from '../resources.ts'
import {
  CancellationPreviewAnswer,
  PlanChangePreviewAnswer,
  SubscriptionPreviewAnswer,
} from '../subscription-resource.ts'

const tag = 'Subscriptions'
const path = '/subscriptions/{subscriptionId}'
const changes = { tag, response: SubscriptionChanged } as const

/** Changes that cost something: each with what it costs, beforehand. */
export const subscriptionChangeOperations = [
  operation({
    id: 'previewSubscription',
    method: 'GET',
    path: '/plans/{planId}/subscription-preview',
    tag,
    summary: 'See what a subscription costs before it is made',
    description:
      'What is due at once and later, with tax, and how it is paid. For an application, or for an organization that is to register one. Send its `expectedTerms` with the subscription: it is refused when they hold no longer.',
    query: PreviewSubscription.omit({ planId: true }),
    response: SubscriptionPreviewAnswer,
    errors: ['forbidden', 'conflict', 'invalid_state'],
    run: ({ actor, params: { planId }, query }) => previewSubscription(actor, { ...query, planId }),
  }),
  operation({
    id: 'previewPlanChange',
    method: 'GET',
    path: `${path}/plan-change/{planId}`,
    tag,
    summary: 'See what a change of plan costs, and what changes at the gateway',
    description:
      'Prorated to the second, before tax. Send its `expectedPlanId` and `expectedTerms` with the change: it is refused when they hold no longer.',
    query: PreviewPlanChange.omit({ id: true, planId: true }),
    response: PlanChangePreviewAnswer,
    errors: ['invalid_state'],
    run: ({ actor, params: { subscriptionId: id, planId }, query }) =>
      previewPlanChange(actor, { ...query, id, planId }),
  }),
  operation({
    ...changes,
    id: 'changeSubscriptionPlan',
    method: 'POST',
    path: `${path}/change-plan`,
    summary: 'Move a subscription to another plan of its product',
    description:
      'At once, or when its billing period ends. Choosing the present plan takes an ordered move back.',
    body: ChangeSubscriptionPlan.omit({ id: true }),
    example: { planId: 'plan_0mxkq2h8d0003', at: 'now', expectedPlanId: 'plan_0mxkq2h8d0002' },
    errors: ['forbidden', 'invalid_state', 'conflict'],
    run: ({ actor, params, body }) => changeSubscriptionPlan(actor, { ...body, id: params.subscriptionId }),
  }),
  operation({
    id: 'previewCancellation',
    method: 'GET',
    path: `${path}/cancellation`,
    tag,
    summary: 'See what it costs to cancel a subscription',
    query: CancelSubscription.omit({ id: true }),
    response: CancellationPreviewAnswer,
    run: ({ actor, params, query }) => previewCancellation(actor, { ...query, id: params.subscriptionId }),
  }),
  operation({
    ...changes,
    id: 'cancelSubscription',
    method: 'POST',
    path: `${path}/cancel`,
    summary: 'Cancel a subscription',
    description: 'The consumer’s side: at once, or when its billing period ends.',
    body: CancelSubscription.omit({ id: true }),
    isBodyOptional: true,
    example: { at: 'period_end' },
    errors: ['forbidden', 'invalid_state'],
    run: ({ actor, params, body }) => cancelSubscription(actor, { ...body, id: params.subscriptionId }),
  }),
  operation({
    ...changes,
    id: 'uncancelSubscription',
    method: 'POST',
    path: `${path}/uncancel`,
    summary: 'Take back the order to end a subscription with its period',
    errors: ['forbidden', 'invalid_state'],
    run: ({ actor, params }) => uncancelSubscription(actor, { id: params.subscriptionId }),
  }),
  operation({
    ...changes,
    id: 'setSpendCap',
    method: 'PUT',
    path: `${path}/spend-cap`,
    summary: 'Limit what usage of a billing period may cost',
    description: 'Gateways refuse beyond it. Minor units, before tax; `null` takes the cap away.',
    body: SetSpendCap.omit({ id: true }),
    example: { amount: 5_000 },
    errors: ['forbidden', 'invalid_state'],
    run: ({ actor, params, body }) => setSpendCap(actor, { ...body, id: params.subscriptionId }),
  }),
]
