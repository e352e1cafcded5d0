import { z } from 'zod'
import { closePlan } from '#lib/plan/close-plan.ts'
import { createPlan } from '#lib/plan/create-plan.ts'
import { deletePlan } from '#lib/plan/delete-plan.ts'
import { getPlan, listPlans, listPlanVersions } from '#lib/plan/queries.ts'
import { reopenPlan } from '#lib/plan/reopen-plan.ts'
import { CreatePlan, MovePlanSubscriptions, UpdatePlan } from '#lib/plan/schema.ts'
import { updatePlan } from '#lib/plan/update-plan.ts'
import { movePlanSubscriptions } from '#lib/subscription/move-plan-subscriptions.ts'
import { operation } from '../operation.ts'
import { planTerms } from '../pricing-resource.ts'
import { Id, IdAndMaybeRevision, NamedWithSlug } from '../resources.ts'
import { Moment, pageOf, Revision } from '../schema.ts'

const tag = 'Plans'
const path = '/plans/{planId}'
const errors = ['forbidden', 'invalid_state', 'conflict'] as const

const supersededAt = Moment.nullable().meta({ description: 'Since when a newer version is offered.' })
const liveSubscriptions = z.int().meta({ description: 'Pending, active or suspended.' })

const Plan = z
  .object({
    ...planTerms,
    createdAt: Moment,
    supersededAt,
    supersededBy: z
      .object({ id: z.string(), version: z.int() })
      .nullable()
      .meta({ description: 'The version that is offered; null when it is this one.' }),
    product: NamedWithSlug.extend({ status: z.string() }),
    liveSubscriptions,
    olderSubscriptions: z.int().meta({ description: 'Those that still are on versions before this one.' }),
  })
  .meta({ id: 'Plan' })

const PlanVersion = z
  .object({
    ...planTerms,
    createdAt: Moment,
    supersededAt,
    liveSubscriptions,
    movingSubscriptions: z
      .int()
      .meta({ description: 'Of the live ones: those that move to another plan at their period’s end.' }),
  })
  .meta({ id: 'PlanVersion' })

const PlanChanged = IdAndMaybeRevision.extend({ version: z.int() }).meta({ id: 'PlanChanged' })

const PlanSubscriptionsMoved = z
  .object({
    planId: z.string().meta({ description: 'The newest version.' }),
    moved: z.int(),
    ordered: z.int().meta({ description: 'That move when their period ends.' }),
    refused: z.array(z.object({ subscriptionId: z.string(), reason: z.string() })),
    revision: Revision.nullable(),
  })
  .meta({ id: 'PlanSubscriptionsMoved' })

const PlanClosed = z.object({ id: z.string(), isClosed: z.boolean() })

export const planOperations = [
  operation({
    id: 'createPlan',
    method: 'POST',
    path: '/api-products/{productId}/plans',
    tag,
    summary: 'Add a plan to a product',
    status: 201,
    body: CreatePlan.omit({ productId: true }),
    example: {
      name: 'Standard',
      rateLimit: { requests: 60, windowSeconds: 60 },
      quota: { requests: 10_000, period: 'month', mode: 'soft' },
      pricing: {
        currency: 'EUR',
        interval: 'month',
        recurringFee: 4_900,
        charges: [
          {
            key: 'requests',
            name: 'Requests',
            meter: { kind: 'requests' },
            included: 10_000,
            price: { kind: 'per_unit', unitPrice: '0.2' },
          },
        ],
      },
      approval: 'automatic',
    },
    response: Id,
    errors: [...errors],
    exampleAnswer: { id: 'plan_0mxkq2h8d0002' },
    run: ({ actor, params, body }) => createPlan(actor, { ...body, ...params }),
  }),
  operation({
    id: 'listPlans',
    method: 'GET',
    path: '/api-products/{productId}/plans',
    tag,
    summary: 'List a product’s plans',
    response: pageOf(Plan),
    run: async ({ actor, params }) => ({ data: await listPlans(actor, params), nextCursor: null }),
  }),
  operation({
    id: 'getPlan',
    method: 'GET',
    path,
    tag,
    summary: 'Get a plan',
    response: Plan,
    run: ({ actor, params }) => getPlan(actor, params.planId),
  }),
  operation({
    id: 'listPlanVersions',
    method: 'GET',
    path: `${path}/versions`,
    tag,
    summary: 'List the versions of a plan',
    description: 'Named by any of them; the newest first.',
    response: pageOf(PlanVersion),
    run: async ({ actor, params }) => ({
      data: await listPlanVersions(actor, params.planId),
      nextCursor: null,
    }),
  }),
  operation({
    id: 'updatePlan',
    method: 'PATCH',
    path,
    tag,
    summary: 'Change a plan',
    description:
      'What is left out stays; `null` takes a limit away, or the price. Once there is a price and anybody ever subscribed, new terms make a new version, whose id is answered; subscriptions stay on theirs until they are moved.',
    body: UpdatePlan.omit({ id: true }),
    example: { rateLimit: { requests: 120, windowSeconds: 60, burst: 20 } },
    response: PlanChanged,
    errors: [...errors],
    run: ({ actor, params, body }) => updatePlan(actor, { ...body, id: params.planId }),
  }),
  operation({
    id: 'movePlanSubscriptions',
    method: 'POST',
    path: `${path}/move-subscriptions`,
    tag,
    summary: 'Move subscriptions of an older version to the newest',
    description: 'All or some, at once or each when its billing period ends; each consumer gets a notice.',
    body: MovePlanSubscriptions.omit({ id: true }),
    example: { at: 'period_end', reason: 'The price of our supplier rose.' },
    response: PlanSubscriptionsMoved,
    errors: [...errors],
    run: ({ actor, params, body }) => movePlanSubscriptions(actor, { ...body, id: params.planId }),
  }),
  operation({
    id: 'closePlan',
    method: 'POST',
    path: `${path}/close`,
    tag,
    summary: 'Close a plan to new subscriptions',
    response: PlanClosed,
    errors: [...errors],
    run: ({ actor, params }) => closePlan(actor, { id: params.planId }),
  }),
  operation({
    id: 'reopenPlan',
    method: 'POST',
    path: `${path}/reopen`,
    tag,
    summary: 'Open a closed plan again',
    response: PlanClosed,
    errors: [...errors],
    run: ({ actor, params }) => reopenPlan(actor, { id: params.planId }),
  }),
  operation({
    id: 'deletePlan',
    method: 'DELETE',
    path,
    tag,
    summary: 'Delete a plan that nobody ever subscribed to',
    response: IdAndMaybeRevision,
    errors: [...errors],
    run: ({ actor, params }) => deletePlan(actor, { id: params.planId }),
  }),
]
