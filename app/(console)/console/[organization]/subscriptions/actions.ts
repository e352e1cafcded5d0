'use server'
import { runAction } from '#lib/auth/action.ts'
import { approveSubscription } from '#lib/subscription/approve-subscription.ts'
import { getSubscriptionConsequence } from '#lib/subscription/queries.ts'
import { refuseSubscription } from '#lib/subscription/refuse-subscription.ts'
import { resumeSubscription } from '#lib/subscription/resume-subscription.ts'
import { suspendSubscription } from '#lib/subscription/suspend-subscription.ts'

export const approveSubscriptionAction = async (id: string) =>
  runAction((actor) => approveSubscription(actor, { id }))

export const refuseSubscriptionAction = async (id: string, reason: string) =>
  runAction((actor) => refuseSubscription(actor, { id, reason }))

export const suspendSubscriptionAction = async (id: string, reason: string) =>
  runAction((actor) => suspendSubscription(actor, { id, reason }))

export const resumeSubscriptionAction = async (id: string) =>
  runAction((actor) => resumeSubscription(actor, { id }))

export const measureSubscriptionAction = async (id: string) =>
  runAction((actor) => getSubscriptionConsequence(actor, id))
