import { startLines } from '#lib/billing/rating/rate-period.ts'
import { totalOf } from '#lib/billing/rating/rated-line.ts'
import { db } from '#lib/core/db.ts'
import { isAnchored, loadBilled } from '#lib/invoice/load-billed.ts'
import { presentPeriod } from '#lib/invoice/periods.ts'
import { tell } from './tell.ts'

const DAYS_BEFORE = 3
const AT_ONCE = 200

/** Trials that end within three days by their own clocks and were not told of; those that end with nothing are left out. */
const ending = (now: Date) => db.$queryRaw<{ id: string }[]>`
  SELECT s."id" FROM "subscription" s
  JOIN "application" a ON a."id" = s."applicationId" JOIN "organization" o ON o."id" = a."organizationId"
  WHERE s."status" = 'active' AND s."trialEndsAt" IS NOT NULL AND s."renewsAt" <= s."anchorAt" AND NOT s."isCancelling"
    AND s."renewsAt" <= ${now}::timestamptz + o."clockOffsetMs" * interval '1 millisecond'
      + ${DAYS_BEFORE} * interval '1 day'
    AND NOT EXISTS (SELECT 1 FROM "notice" n WHERE n."subscriptionId" = s."id" AND n."kind" = 'trial_ending')
  ORDER BY s."renewsAt" LIMIT ${AT_ONCE}`

/** Tells customers that a trial ends soon, and what the first charge will be. */
export async function tellTrials(now: Date, signal?: AbortSignal): Promise<void> {
  const ids = (await ending(now)).map(({ id }) => id)
  for (const billed of ids.length > 0 ? await loadBilled(db, ids) : []) {
    const plan = billed.plans.get(billed.nextPlanId ?? billed.planId)
    if (signal?.aborted || !isAnchored(billed) || !billed.trialEndsAt) continue
    const { organization, ...application } = billed.application
    const first = plan ? startLines(plan, presentPeriod(billed, plan.pricing.interval)) : []
    await tell(
      {
        id: billed.id,
        planId: billed.planId,
        providerId: billed.plan.product.organizationId,
        consumerId: organization.id,
        applicationId: application.id,
        applicationName: application.name,
        productName: billed.plan.product.name,
        planName: plan?.name ?? billed.plan.name,
        clockOffsetMs: Number(organization.clockOffsetMs),
      },
      {
        kind: 'trial_ending',
        period: billed.trialEndsAt.toISOString(),
        data: {
          endsAt: billed.trialEndsAt,
          currency: plan?.pricing.currency ?? 'EUR',
          firstCharge: totalOf(first),
        },
      },
    )
  }
}
