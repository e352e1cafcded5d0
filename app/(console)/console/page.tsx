import { redirect } from 'next/navigation'
import { requireActor } from '#lib/auth/session.ts'

/** Leads to the reader's first organization, or to the form that makes one. */
export default async function ConsolePage() {
  const actor = await requireActor('/console')
  const first = actor.memberships[0]
  redirect(first ? `/console/${first.slug}` : '/console/new')
}
