import { z } from 'zod'
import { createApplication } from '#lib/application/create-application.ts'
import { deleteApplication } from '#lib/application/delete-application.ts'
import { getApplication, ListApplications, listApplications } from '#lib/application/queries.ts'
import { CreateApplication, UpdateApplication } from '#lib/application/schema.ts'
import { updateApplication } from '#lib/application/update-application.ts'
import { operation } from '../operation.ts'
import { Id, IdAndRevision, NamedWithSlug } from '../resources.ts'
import { Moment, pageOf } from '../schema.ts'

const tag = 'Applications'

const Application = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    organization: NamedWithSlug,
    createdAt: Moment,
    liveCredentials: z.int().meta({ description: 'Keys that open something now.' }),
    liveSubscriptions: z.int().meta({ description: 'Pending, active or suspended.' }),
    lastUsedAt: Moment.nullable().meta({ description: 'When any of its keys was last seen at a gateway.' }),
  })
  .meta({ id: 'Application' })

export const applicationOperations = [
  operation({
    id: 'createApplication',
    method: 'POST',
    path: '/applications',
    tag,
    summary: 'Register an application',
    description: 'Without `organizationId` it belongs to the organization of the token.',
    status: 201,
    body: CreateApplication,
    example: { name: 'Trading desk' },
    response: Id,
    errors: ['forbidden', 'not_found', 'conflict'],
    exampleAnswer: { id: 'app_0mxkq2h8d0001' },
    run: ({ actor, body }) => createApplication(actor, body),
  }),
  operation({
    id: 'listApplications',
    method: 'GET',
    path: '/applications',
    tag,
    summary: 'List your applications',
    query: ListApplications,
    response: pageOf(Application),
    errors: ['not_found'],
    run: ({ actor, query }) => listApplications(actor, query),
  }),
  operation({
    id: 'getApplication',
    method: 'GET',
    path: '/applications/{applicationId}',
    tag,
    summary: 'Get an application',
    response: Application,
    run: ({ actor, params }) => getApplication(actor, params.applicationId),
  }),
  operation({
    id: 'updateApplication',
    method: 'PATCH',
    path: '/applications/{applicationId}',
    tag,
    summary: 'Rename or describe an application',
    body: UpdateApplication.omit({ id: true }),
    example: { name: 'Trading desk, Frankfurt' },
    response: Id,
    errors: ['forbidden', 'conflict'],
    run: ({ actor, params, body }) => updateApplication(actor, { ...body, id: params.applicationId }),
  }),
  operation({
    id: 'deleteApplication',
    method: 'DELETE',
    path: '/applications/{applicationId}',
    tag,
    summary: 'Delete an application',
    description:
      'Its keys are refused from then on, its subscriptions end. Usage and decisions stay with the provider.',
    response: IdAndRevision,
    errors: ['forbidden'],
    run: ({ actor, params }) => deleteApplication(actor, { id: params.applicationId }),
  }),
]
