import { z } from 'zod'
import { getProfile } from '#lib/user/queries.ts'
import { operation } from '../operation.ts'
import { RoleSchema } from '../resources.ts'

const Me = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    isOperator: z.boolean(),
    organizationId: z
      .string()
      .nullable()
      .meta({ description: 'Where this token creates, when a call names no other.' }),
    memberships: z.array(
      z.object({ organizationId: z.string(), slug: z.string(), name: z.string(), role: RoleSchema }),
    ),
  })
  .meta({ id: 'Me' })

export const meOperations = [
  operation({
    id: 'getMe',
    method: 'GET',
    path: '/me',
    tag: 'Access tokens',
    summary: 'Get who this token acts as',
    response: Me,
    run: async ({ actor }) => {
      const profile = await getProfile(actor)
      return { ...profile, organizationId: actor.organizationId ?? null, memberships: actor.memberships }
    },
  }),
]
