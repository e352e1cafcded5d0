import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { getServerSession } from 'next-auth'
import { cache } from 'react'
import { type Actor, anonymous } from '#lib/core/context.ts'
import { loadActor } from '#lib/user/queries.ts'
import { authOptions } from './options.ts'
import { safeReturnTo } from './return-to.ts'

/** Who is signed in by the request's cookie, roles read anew; `anonymous` when nobody is. Read once a request. */
export const currentActor = cache(async (): Promise<Actor> => {
  const session = await getServerSession(authOptions())
  if (!session?.userId || session.epoch === undefined) return anonymous
  return (await loadActor(session.userId, session.epoch)) ?? anonymous
})

/** Who is signed in; sends everybody else to the sign-in page and, after it, back to `returnTo` (else to this page). */
export async function requireActor(returnTo?: string): Promise<Actor> {
  const actor = await currentActor()
  if (actor.kind !== 'anonymous') return actor
  const target = safeReturnTo(returnTo ?? (await headers()).get('x-path') ?? '/console')
  redirect(`/sign-in?${new URLSearchParams({ returnTo: target })}`)
}
