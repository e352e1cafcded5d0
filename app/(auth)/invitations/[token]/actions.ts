'use server'
import { runAction } from '#lib/auth/action.ts'
import type { ActionResult } from '#lib/core/action-result.ts'
import { acceptInvitation } from '#lib/member/accept-invitation.ts'

export async function acceptInvitationAction(token: string): Promise<ActionResult<{ slug: string }>> {
  return runAction(async (actor) => ({ slug: (await acceptInvitation(actor, { token })).organization.slug }))
}
