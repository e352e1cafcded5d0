import type { Actor } from '#lib/core/context.ts'
import type { PlanId } from './schema.ts'
import { setPlanClosed } from './set-plan-closed.ts'

/** Lets nobody subscribe to a plan any more. Subscriptions that are there go on. */
export const closePlan = (actor: Actor, input: PlanId) => setPlanClosed(actor, input, true)
