'use server'
import { runAction } from '#lib/auth/action.ts'
import { getCredentialConsequence } from '#lib/credential/queries.ts'
import { revokeCredential } from '#lib/credential/revoke-credential.ts'

/** In the provider's name. */
export const revokeCredentialAction = async (id: string, organizationId: string) =>
  runAction((actor) => revokeCredential(actor, { id, organizationId }))

export const measureCredentialAction = async (id: string) =>
  runAction((actor) => getCredentialConsequence(actor, id))
