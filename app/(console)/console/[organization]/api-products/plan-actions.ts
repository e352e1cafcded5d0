'use server'
import { runAction } from '#lib/auth/action.ts'
import { closePlan } from '#lib/plan/close-plan.ts'
import { createPlan } from '#lib/plan/create-plan.ts'
import { deletePlan } from '#lib/plan/delete-plan.ts'
import { reopenPlan } from '#lib/plan/reopen-plan.ts'
import type { CreatePlan, UpdatePlan } from '#lib/plan/schema.ts'
import { updatePlan } from '#lib/plan/update-plan.ts'

export const createPlanAction = async (productId: string, input: Omit<CreatePlan, 'productId'>) =>
  runAction((actor) => createPlan(actor, { ...input, productId }))

export const updatePlanAction = async (id: string, input: Omit<UpdatePlan, 'id'>) =>
  runAction((actor) => updatePlan(actor, { ...input, id }))

export const closePlanAction = async (id: string) => runAction((actor) => closePlan(actor, { id }))

export const reopenPlanAction = async (id: string) => runAction((actor) => reopenPlan(actor, { id }))

export const deletePlanAction = async (id: string) => runAction((actor) => deletePlan(actor, { id }))
