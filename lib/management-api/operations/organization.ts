import { z } from 'zod'
import { notFound } from '#lib/core/errors.ts'
import { createOrganization } from '#lib/organization/create-organization.ts'
import { listOrganizations } from '#lib/organization/queries.ts'
import { CreateOrganization, UpdateOrganization } from '#lib/organization/schema.ts'
import { updateOrganization } from '#lib/organization/update-organization.ts'
import { operation } from '../operation.ts'
import { NamedWithSlug, RoleSchema } from '../resources.ts'
import { Moment, pageOf } from '../schema.ts'

const tag = 'Organizations'

const Organization = NamedWithSlug.extend({
  isSandbox: z.boolean().meta({ description: 'Its subscriptions live by a test clock.' }),
  createdAt: Moment,
  role: RoleSchema.nullable().meta({ description: 'Yours in it.' }),
}).meta({ id: 'Organization' })

const IdAndSlug = z.object({ id: z.string(), slug: z.string() })

export const organizationOperations = [
  operation({
    id: 'createOrganization',
    method: 'POST',
    path: '/organizations',
    tag,
    summary: 'Create an organization',
    description: 'Whoever creates it owns it.',
    status: 201,
    body: CreateOrganization,
    example: { name: 'Mobile' },
    response: IdAndSlug,
    errors: ['forbidden', 'conflict'],
    run: ({ actor, body }) => createOrganization(actor, body),
  }),
  operation({
    id: 'listOrganizations',
    method: 'GET',
    path: '/organizations',
    tag,
    summary: 'List your organizations',
    response: pageOf(Organization),
    run: async ({ actor }) => ({ data: await listOrganizations(actor), nextCursor: null }),
  }),
  operation({
    id: 'getOrganization',
    method: 'GET',
    path: '/organizations/{organizationId}',
    tag,
    summary: 'Get one of your organizations',
    response: Organization,
    run: async ({ actor, params: { organizationId } }) => {
      const organizations = await listOrganizations(actor)
      return organizations.find(({ id }) => id === organizationId) ?? notFound('organization', organizationId)
    },
  }),
  operation({
    id: 'updateOrganization',
    method: 'PATCH',
    path: '/organizations/{organizationId}',
    tag,
    summary: 'Rename an organization',
    body: UpdateOrganization.omit({ organizationId: true }),
    example: { name: 'Mobile banking' },
    response: IdAndSlug,
    errors: ['forbidden', 'conflict'],
    run: ({ actor, params, body }) => updateOrganization(actor, { ...body, ...params }),
  }),
]
