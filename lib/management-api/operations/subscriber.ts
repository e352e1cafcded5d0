import { z } from 'zod'
import { getSubscriber, ListSubscribers, listSubscribers } from '#lib/application/subscribers.ts'
import { operation } from '../operation.ts'
import { Named, NamedWithSlug } from '../resources.ts'
import { Moment, pageOf } from '../schema.ts'

const tag = 'Applications'

const Subscriber = z
  .object({
    id: z.string(),
    name: z.string(),
    organization: NamedWithSlug,
    createdAt: Moment,
    lastUsedAt: Moment.nullable(),
    subscriptions: z.array(
      z.object({
        id: z.string(),
        status: z.string(),
        createdAt: Moment,
        plan: Named,
        product: NamedWithSlug,
      }),
    ),
  })
  .meta({ id: 'Subscriber', description: 'An application as the provider of its products sees it.' })

export const subscriberOperations = [
  operation({
    id: 'listSubscribers',
    method: 'GET',
    path: '/subscribers',
    tag,
    summary: 'List the applications that subscribe to your products',
    query: ListSubscribers,
    response: pageOf(Subscriber),
    errors: ['not_found'],
    run: ({ actor, query }) => listSubscribers(actor, query),
  }),
  operation({
    id: 'getSubscriber',
    method: 'GET',
    path: '/subscribers/{applicationId}',
    tag,
    summary: 'Get an application that subscribes to your products',
    response: Subscriber,
    run: ({ actor, params }) => getSubscriber(actor, params.applicationId),
  }),
]
