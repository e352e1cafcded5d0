'use server'
import { runAction } from '#lib/auth/action.ts'
import type { MovePlanSubscriptions } from '#lib/plan/schema.ts'
import { getRevisionStatus } from '#lib/revision/queries.ts'
import { movePlanSubscriptions } from '#lib/subscription/move-plan-subscriptions.ts'
import { listVersionSubscribers } from '#lib/subscription/version-subscribers.ts'

export const listVersionSubscribersAction = async (planId: string) =>
  runAction((actor) => listVersionSubscribers(actor, planId))

/** Answers also how far gateways are with the last that was moved at once. */
export const movePlanSubscriptionsAction = async (input: MovePlanSubscriptions) =>
  runAction(async (actor) => {
    const result = await movePlanSubscriptions(actor, input)
    const { revision } = result
    return { ...result, status: revision === null ? null : await getRevisionStatus(actor, revision) }
  })
