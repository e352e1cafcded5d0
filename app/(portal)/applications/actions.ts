'use server'
import { createApplication } from '#lib/application/create-application.ts'
import { deleteApplication } from '#lib/application/delete-application.ts'
import { getApplicationConsequence } from '#lib/application/queries.ts'
import type { CreateApplication, UpdateApplication } from '#lib/application/schema.ts'
import { updateApplication } from '#lib/application/update-application.ts'
import { runAction } from '#lib/auth/action.ts'
import { requireActor } from '#lib/auth/session.ts'
import { createCredential } from '#lib/credential/create-credential.ts'
import { getCredentialConsequence } from '#lib/credential/queries.ts'
import { revokeCredential } from '#lib/credential/revoke-credential.ts'
import { buyCredits } from '#lib/credit/buy-credits.ts'
import { findFirstCall } from '#lib/decision/queries.ts'
import { setSpendCap } from '#lib/subscription/set-spend-cap.ts'

export const createApplicationAction = async (input: CreateApplication) =>
  runAction((actor) => createApplication(actor, input))

export const updateApplicationAction = async (id: string, input: Omit<UpdateApplication, 'id'>) =>
  runAction((actor) => updateApplication(actor, { ...input, id }))

export const deleteApplicationAction = async (id: string) =>
  runAction((actor) => deleteApplication(actor, { id }))

export const measureApplicationAction = async (id: string) =>
  runAction((actor) => getApplicationConsequence(actor, id))

export const createCredentialAction = async (
  applicationId: string,
  input: { name: string; expiresAt: string | null },
) => runAction((actor) => createCredential(actor, { ...input, applicationId }))

export const revokeCredentialAction = async (id: string) =>
  runAction((actor) => revokeCredential(actor, { id }))

export const measureCredentialAction = async (id: string) =>
  runAction((actor) => getCredentialConsequence(actor, id))

/** Minor units; null takes the cap away. */
export const setSpendCapAction = async (id: string, amount: number | null) =>
  runAction((actor) => setSpendCap(actor, { id, amount }))

/** Minor units before tax. */
export const buyCreditsAction = async (subscriptionId: string, amount: number) =>
  runAction((actor) => buyCredits(actor, { subscriptionId, amount }))

/** The application's first call (since a moment, if given), or null: onboarding waits for it. */
export const firstCallAction = async (applicationId: string, since?: string) =>
  findFirstCall(await requireActor(), applicationId, since ? new Date(since) : undefined)
