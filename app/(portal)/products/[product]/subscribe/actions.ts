'use server'
import { runAction } from '#lib/auth/action.ts'
import { createSubscription } from '#lib/subscription/create-subscription.ts'
import { findExampleCall } from '#lib/subscription/example-call.ts'

/** Subscribes, and answers with the call to try next (null while the subscription waits for approval). */
export const subscribeAction = async (applicationId: string, planId: string) =>
  runAction(async (actor) => {
    const subscription = await createSubscription(actor, { applicationId, planId })
    return { ...subscription, curl: await findExampleCall(actor, applicationId) }
  })
