import { z } from 'zod'

const name = z.string('Give it a name').trim().min(1, 'Give it a name').max(100, 'Use 100 characters at most')
const description = z.string().trim().max(2_000, 'Use 2,000 characters at most')

export const CreateApplication = z.object({
  name,
  description: description.default(''),
  /** The consuming organization; may be left out when the actor has only one. */
  organizationId: z.string().max(64).optional(),
})
export type CreateApplication = z.input<typeof CreateApplication>

export const UpdateApplication = z.object({
  id: z.string().max(64),
  name: name.optional(),
  description: description.optional(),
})
export type UpdateApplication = z.input<typeof UpdateApplication>

export const DeleteApplication = z.object({ id: z.string().max(64) })
export type DeleteApplication = z.input<typeof DeleteApplication>

export type OrganizationName = { id: string; slug: string; name: string }

/** A row of the consumer's list. */
export type ApplicationListItem = {
  id: string
  name: string
  description: string
  organization: OrganizationName
  createdAt: Date
  /** Keys that open something now. */
  liveCredentials: number
  /** Pending, active or suspended. */
  liveSubscriptions: number
  /** When any of its keys was last seen at a gateway. */
  lastUsedAt: Date | null
}

/** A row of the provider's list: who uses its products. */
export type SubscriberListItem = {
  id: string
  name: string
  organization: OrganizationName
  createdAt: Date
  lastUsedAt: Date | null
  /** To this provider's products only. */
  subscriptions: {
    id: string
    status: string
    createdAt: Date
    plan: { id: string; name: string }
    product: { id: string; name: string; slug: string }
  }[]
}

/** What a deletion breaks, measured. */
export type ApplicationConsequence = {
  name: string
  lastUsedAt: Date | null
  /** Requests since UTC midnight. */
  requestsToday: number
  credentials: number
  subscriptions: number
  gateways: { total: number; connected: number }
}
