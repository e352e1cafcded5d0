import { db, transaction } from '#lib/core/db.ts'
import { writeMail } from '#lib/mail/write-mail.ts'
import { subscribedOf } from '#lib/payment/load-invoice.ts'
import { resumeAfterPayment, suspendForPayment } from './suspension.ts'

type Due = { id: string; number: string; organizationId: string; consumerId: string }

/** Active subscriptions with an unpaid invoice whose grace has ended. */
const toSuspend = () => db.$queryRaw<Due[]>`
  SELECT DISTINCT ON (s."id") s."id", coalesce(i."number", i."id") AS "number"
  FROM "invoice" i JOIN "subscription" s ON s."id" = i."subscriptionId"
  WHERE i."status" = 'open' AND i."dunningStatus" = 'suspended' AND s."status" = 'active' ORDER BY s."id", i."id"`

/** Subscriptions that are suspended for payment, and nothing of that is unpaid any longer. */
const toResume = () => db.$queryRaw<Due[]>`
  SELECT s."id", p."organizationId", a."organizationId" AS "consumerId"
  FROM "subscription" s
  JOIN "application" a ON a."id" = s."applicationId"
  JOIN "plan" l ON l."id" = s."planId" JOIN "api_product" p ON p."id" = l."productId"
  WHERE s."status" = 'suspended' AND s."suspendedFor" = 'payment' AND NOT EXISTS (
    SELECT 1 FROM "invoice" i
    WHERE i."subscriptionId" = s."id" AND i."status" = 'open' AND i."dunningStatus" = 'suspended')`

/** The mail follows the resumption; a process that dies between the two leaves it out, and the page still tells. */
async function resume({ id, organizationId, consumerId }: Due): Promise<void> {
  const { status, revision } = await resumeAfterPayment(id)
  if (status !== 'active') return
  await transaction(async (tx) => {
    await writeMail(tx, {
      kind: 'subscription_resumed',
      organizationId,
      consumerId,
      objectId: id,
      dedupeKey: `${id}/resumed/${revision}`,
      data: await subscribedOf(tx, id),
    })
  })
}

/**
 * Brings subscriptions in line with their invoices: suspended while one is unpaid beyond its grace, active again when none
 * is. Read from rows each time, so whatever was cut off is done by the next run.
 */
export async function settleSuspensions(signal?: AbortSignal): Promise<void> {
  for (const { id, number } of await toSuspend()) {
    if (signal?.aborted) return
    await suspendForPayment(id, `Invoice ${number} was not paid.`)
  }
  for (const due of await toResume()) {
    if (signal?.aborted) return
    await resume(due)
  }
}
