'use server'
import { runAction } from '#lib/auth/action.ts'
import { declinePayment } from '#lib/sandbox/decline-payment.ts'
import { endTrial } from '#lib/sandbox/end-trial.ts'
import { exhaustQuota } from '#lib/sandbox/exhaust-quota.ts'
import { expireCredential } from '#lib/sandbox/expire-credential.ts'
import { moveClock } from '#lib/sandbox/move-clock.ts'
import { payTestInvoice } from '#lib/sandbox/pay-test-invoice.ts'
import type { MoveClock } from '#lib/sandbox/schema.ts'

export const moveClockAction = async (organizationId: string, by: Omit<MoveClock, 'organizationId'>) =>
  runAction((actor) => moveClock(actor, { ...by, organizationId }))

export const exhaustQuotaAction = async (id: string) => runAction((actor) => exhaustQuota(actor, { id }))
export const endTrialAction = async (id: string) => runAction((actor) => endTrial(actor, { id }))
export const expireCredentialAction = async (id: string) =>
  runAction((actor) => expireCredential(actor, { id }))
export const declinePaymentAction = async (id: string) => runAction((actor) => declinePayment(actor, { id }))
export const payTestInvoiceAction = async (id: string) => runAction((actor) => payTestInvoice(actor, { id }))
