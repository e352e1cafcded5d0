import { redirect } from 'next/navigation'
import { requireActor } from '#lib/auth/session.ts'

/** The console is always an organization's: on to the first, or to making one. */
export default async function ConsolePage() {
  const { memberships } = await requireActor()
  redirect(memberships[0] ? `/console/${memberships[0].slug}` : '/console/new')
}
