import { z } from 'zod'
import { ROLES } from '#lib/core/context.ts'
import { SubscriptionStatus } from '#lib/subscription/schema.ts'
import { Revision } from './schema.ts'

/** Answers that many calls share. What each resource shows stands beside its operations. */

export const Named = z.object({ id: z.string(), name: z.string() })

export const NamedWithSlug = Named.extend({ slug: z.string() })

export const Id = z.object({ id: z.string() })

export const IdAndRevision = Id.extend({ revision: Revision })

export const RoleSchema = z
  .enum(ROLES)
  .meta({ id: 'Role', description: 'What a member may do, the stronger first.' })

export const SubscriptionChanged = z
  .object({ id: z.string(), status: SubscriptionStatus, revision: Revision })
  .meta({ id: 'SubscriptionChanged' })

export const IdAndMaybeRevision = Id.extend({
  revision: Revision.nullable().meta({ description: 'Null when gateways need not know.' }),
})
