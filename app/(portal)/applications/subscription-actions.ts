'use server'
import { runAction } from '#lib/auth/action.ts'
import type { Actor } from '#lib/core/context.ts'
import { getRevisionStatus } from '#lib/revision/queries.ts'
import { cancelSubscription } from '#lib/subscription/cancel-subscription.ts'
import { changeSubscriptionPlan } from '#lib/subscription/change-subscription-plan.ts'
import { previewCancellation, previewPlanChange } from '#lib/subscription/preview-plan-change.ts'
import { getSubscriptionConsequence } from '#lib/subscription/queries.ts'
import type { ChangeAt, ChangeSubscriptionPlan, SubscriptionChanged } from '#lib/subscription/schema.ts'
import { uncancelSubscription } from '#lib/subscription/uncancel-subscription.ts'

const withReceipt = async (actor: Actor, changed: SubscriptionChanged) => ({
  ...changed,
  receipt: await getRevisionStatus(actor, changed.revision),
})

export const previewPlanChangeAction = async (id: string, planId: string, at: ChangeAt) =>
  runAction((actor) => previewPlanChange(actor, { id, planId, at }))

export const changePlanAction = async (id: string, input: Omit<ChangeSubscriptionPlan, 'id'>) =>
  runAction(async (actor) => withReceipt(actor, await changeSubscriptionPlan(actor, { ...input, id })))

/** Takes an ordered move to another plan back: the subscription stays on the plan that it has. */
export const keepPlanAction = async (id: string, planId: string) =>
  runAction((actor) => changeSubscriptionPlan(actor, { id, planId, at: 'period_end' }))

export const previewCancellationAction = async (id: string, at: ChangeAt) =>
  runAction(async (actor) => {
    const [preview, consequence] = await Promise.all([
      previewCancellation(actor, { id, at }),
      getSubscriptionConsequence(actor, id),
    ])
    return { preview, consequence }
  })

export const cancelSubscriptionAction = async (id: string, at: ChangeAt) =>
  runAction(async (actor) => withReceipt(actor, await cancelSubscription(actor, { id, at })))

export const keepSubscriptionAction = async (id: string) =>
  runAction((actor) => uncancelSubscription(actor, { id }))
