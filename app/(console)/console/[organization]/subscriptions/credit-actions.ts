'use server'
import { runAction } from '#lib/auth/action.ts'
import { grantCredits } from '#lib/credit/grant-credits.ts'
import type { GrantCredits } from '#lib/credit/schema.ts'
import { voidCredits } from '#lib/credit/void-credits.ts'

export const grantCreditsAction = async (
  subscriptionId: string,
  input: Omit<GrantCredits, 'subscriptionId'>,
) => runAction((actor) => grantCredits(actor, { ...input, subscriptionId }))

export const voidCreditsAction = async (id: string) => runAction((actor) => voidCredits(actor, { id }))
