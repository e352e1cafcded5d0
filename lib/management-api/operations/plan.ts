import { z } from 'zod'
import { closePlan } from '#lib/plan/close-plan.ts'
import { createPlan } from '#lib/plan/create-plan.ts'
import { deletePlan } from '#lib/plan/delete-plan.ts'
import { getPlan, listPlans } from '#lib/plan/queries.ts'
import { reopenPlan } from '#lib/plan/reopen-plan.ts'
import { Approval, CreatePlan, Quota, RateLimit, UpdatePlan } from '#lib/plan/schema.ts'
import { updatePlan } from '#lib/plan/update-plan.ts'
import { operation } from '../operation.ts'
import { Id, IdAndMaybeRevision, NamedWithSlug } from '../resources.ts'
import { Moment, pageOf } from '../schema.ts'

const tag = 'Plans'
const path = '/plans/{planId}'
const errors = ['forbidden', 'invalid_state', 'conflict'] as const

const Plan = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    rateLimit: RateLimit.nullable(),
    quota: Quota.nullable(),
    approval: Approval,
    isClosed: z.boolean().meta({ description: 'Takes no new subscriptions.' }),
    createdAt: Moment,
    product: NamedWithSlug.extend({ status: z.string() }),
    liveSubscriptions: z.int(),
  })
  .meta({ id: 'Plan' })

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
      quota: { requests: 10_000, period: 'month' },
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
    id: 'updatePlan',
    method: 'PATCH',
    path,
    tag,
    summary: 'Change a plan',
    description: 'What is left out stays; `null` takes a limit away.',
    body: UpdatePlan.omit({ id: true }),
    example: { rateLimit: { requests: 120, windowSeconds: 60, burst: 20 } },
    response: IdAndMaybeRevision,
    errors: [...errors],
    run: ({ actor, params, body }) => updatePlan(actor, { ...body, id: params.planId }),
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
