'use server'
import { runAction } from '#lib/auth/action.ts'
import { retryOutboundTask } from '#lib/payment/retry-outbound-task.ts'

export const retryOutboundTaskAction = async (id: string) =>
  runAction((actor) => retryOutboundTask(actor, { id }))
