import type { Actor } from '#lib/core/context.ts'
import type { PlanId } from './schema.ts'
import { setPlanClosed } from './set-plan-closed.ts'

/** Lets a closed plan take subscriptions again. */
export const reopenPlan = (actor: Actor, input: PlanId) => setPlanClosed(actor, input, false)
