import { z } from 'zod'
import type { Role } from '#lib/core/context.ts'
import { Slug } from '#lib/core/slug.ts'

/** Words that the console's own addresses use in the place of an organization. */
const RESERVED = ['new', 'account', 'operator', 'settings']

export const OrganizationName = z
  .string('Name the organization')
  .trim()
  .min(2, 'Use 2 characters or more')
  .max(80, 'Use 80 characters at most')

export const OrganizationSlug = Slug.refine((slug) => !RESERVED.includes(slug), 'This word is reserved')

export const isReservedSlug = (slug: string): boolean => RESERVED.includes(slug)

export const CreateOrganization = z.object({
  name: OrganizationName,
  slug: OrganizationSlug.optional(),
  /** Its subscriptions live by a test clock, and never reach revenue. */
  isSandbox: z.boolean().default(false),
})
export type CreateOrganization = z.input<typeof CreateOrganization>

export const UpdateOrganization = z.object({
  organizationId: z.string().max(64),
  name: OrganizationName.optional(),
  slug: OrganizationSlug.optional(),
})
export type UpdateOrganization = z.input<typeof UpdateOrganization>

/** An organization as its members see it. */
export type OrganizationItem = {
  id: string
  slug: string
  name: string
  isSandbox: boolean
  createdAt: Date
  role: Role | null
}
