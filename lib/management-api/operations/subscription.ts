import { z } from 'zod'
import { listNotices } from '#lib/notice/queries.ts'
import { NoticeKind } from '#lib/notice/schema.ts'
import { approveSubscription } from '#lib/subscription/approve-subscription.ts'
import { createSubscription } from '#lib/subscription/create-subscription.ts'
import { getSubscription, ListSubscriptions, listSubscriptions } from '#lib/subscription/queries.ts'
import { refuseSubscription } from '#lib/subscription/refuse-subscription.ts'
import { resumeSubscription } from '#lib/subscription/resume-subscription.ts'
import { CreateSubscription, SubscriptionIdWithReason } from '#lib/subscription/schema.ts'
import { suspendSubscription } from '#lib/subscription/suspend-subscription.ts'
import { operation } from '../operation.ts'
import { SubscriptionChanged } from '../resources.ts'
import { Moment, pageOf } from '../schema.ts'
import { SubscriptionAnswer } from '../subscription-resource.ts'

const tag = 'Subscriptions'
const path = '/subscriptions/{subscriptionId}'
const Reason = SubscriptionIdWithReason.omit({ id: true })

const Notice = z
  .object({
    subscriptionId: z.string(),
    kind: NoticeKind,
    period: z.string().meta({ description: 'Names the period that it was written in.' }),
    createdAt: Moment,
  })
  .meta({ id: 'Notice' })

const changes = { tag, response: SubscriptionChanged } as const

export const subscriptionOperations = [
  operation({
    ...changes,
    id: 'createSubscription',
    method: 'POST',
    path: '/subscriptions',
    summary: 'Subscribe an application to a plan',
    description:
      'Active at once, or pending when the plan is approved by hand. An application has one a product.',
    status: 201,
    body: CreateSubscription,
    example: { applicationId: 'app_0mxkq2h8d0001', planId: 'plan_0mxkq2h8d0002' },
    errors: ['forbidden', 'not_found', 'conflict', 'invalid_state'],
    exampleAnswer: { id: 'sub_0mxkq2h8d0001', status: 'active', revision: 42 },
    run: ({ actor, body }) => createSubscription(actor, body),
  }),
  operation({
    id: 'listSubscriptions',
    method: 'GET',
    path: '/subscriptions',
    tag,
    summary: 'List subscriptions',
    description: 'Of your applications (`side=consumer`, the default) or to your products (`side=provider`).',
    query: ListSubscriptions,
    response: pageOf(SubscriptionAnswer),
    errors: ['not_found'],
    run: ({ actor, query }) => listSubscriptions(actor, query),
  }),
  operation({
    id: 'getSubscription',
    method: 'GET',
    path,
    tag,
    summary: 'Get a subscription',
    response: SubscriptionAnswer,
    run: ({ actor, params }) => getSubscription(actor, params.subscriptionId),
  }),
  operation({
    id: 'listNotices',
    method: 'GET',
    path: `${path}/notices`,
    tag,
    summary: 'List what a subscription’s customer was told',
    description: 'Limits that were used to 80 % and 100 %, trials that end. The newest first.',
    response: pageOf(Notice),
    run: async ({ actor, params }) => ({
      data: await listNotices(actor, params.subscriptionId),
      nextCursor: null,
    }),
  }),
  operation({
    ...changes,
    id: 'approveSubscription',
    method: 'POST',
    path: `${path}/approve`,
    summary: 'Approve a pending subscription',
    errors: ['forbidden', 'invalid_state'],
    run: ({ actor, params }) => approveSubscription(actor, { id: params.subscriptionId }),
  }),
  operation({
    ...changes,
    id: 'refuseSubscription',
    method: 'POST',
    path: `${path}/refuse`,
    summary: 'Refuse a pending subscription',
    body: Reason,
    example: { reason: 'Please sign the data agreement first.' },
    errors: ['forbidden', 'invalid_state'],
    run: ({ actor, params, body }) => refuseSubscription(actor, { ...body, id: params.subscriptionId }),
  }),
  operation({
    ...changes,
    id: 'suspendSubscription',
    method: 'POST',
    path: `${path}/suspend`,
    summary: 'Suspend an active subscription',
    description: 'Travels to the gateways before other changes.',
    body: Reason,
    example: { reason: 'The invoice of October is open.' },
    errors: ['forbidden', 'invalid_state'],
    run: ({ actor, params, body }) => suspendSubscription(actor, { ...body, id: params.subscriptionId }),
  }),
  operation({
    ...changes,
    id: 'resumeSubscription',
    method: 'POST',
    path: `${path}/resume`,
    summary: 'Resume a suspended subscription',
    errors: ['forbidden', 'invalid_state'],
    run: ({ actor, params }) => resumeSubscription(actor, { id: params.subscriptionId }),
  }),
]
