'use server'
import type { FoundItem } from '#components/patterns/command-context.tsx'
import { currentActor } from '#lib/auth/session.ts'
import { findInOrganization } from '#lib/find/queries.ts'
import { FOUND_LABELS, type Found } from '#lib/find/schema.ts'

const paths: Record<Found['kind'], (found: Found, base: string) => string> = {
  api: ({ id }, base) => `${base}/apis/${id}`,
  version: ({ id, parentId }, base) => `${base}/apis/${parentId}/versions/${id}`,
  product: ({ id }, base) => `${base}/api-products/${id}`,
  plan: ({ id, parentId }, base) => `${base}/api-products/${parentId}/plans/${id}`,
  application: ({ id }) => `/applications/${id}`,
  subscriber: ({ id }, base) => `${base}/applications/${id}`,
  subscription: ({ id }, base) => `${base}/subscriptions/${id}`,
  credential: ({ parentId, isOwn }, base) => `${isOwn ? '' : base}/applications/${parentId}`,
  customer: ({ id }, base) => `${base}/customers/${id}`,
  invoice: ({ id }, base) => `${base}/invoices/${id}`,
  gateway: ({ id }, base) => `${base}/gateways/${id}`,
  change: ({ id }, base) => `${base}/changes/${id}`,
  decision: ({ id }) => `/decisions/${id}`,
  organization: ({ slug }) => `/console/${slug}`,
}

/** Search behind the console's palette: names and ids of the organization's objects. */
export async function findInConsole(slug: string, text: string): Promise<FoundItem[]> {
  const actor = await currentActor()
  const organization = actor.memberships.find((membership) => membership.slug === slug)
  if (!organization) return []
  const found = await findInOrganization(actor, { organizationId: organization.organizationId, text })
  return found.map((one) => ({
    id: one.id,
    label: one.name,
    hint: FOUND_LABELS[one.kind],
    href: paths[one.kind](one, `/console/${slug}`),
  }))
}
