import type { RatedPlan } from '#lib/billing/rating/rate-usage.ts'
import type { Term } from '#lib/billing/rating/term.ts'
import { Pricing } from '#lib/billing/schema/pricing.ts'
import { Exact } from '#lib/core/money.ts'
import type { Queryable } from '../database.ts'

/** A subscription whose spend is limited, with the plans that it had and has. Times in ms, its own. */
export type Spender = {
  now: number
  anchorAt: number
  plan: RatedPlan
  /** The earlier first; the last has no end. */
  terms: Term[]
  cap: Exact | null
}

type PlanRow = { planId: string; name: string; pricing: unknown }
type Row = PlanRow & {
  cap: string | null
  anchorAt: number
  clockOffsetMs: number
  terms: (PlanRow & { startsAt: number; endsAt: number | null })[] | null
}

const ms = (column: string): string => `(extract(epoch FROM ${column}) * 1000)::float8`

/**
 * Reads a subscription with all that its budget follows from; null when nothing limits its spend, or nothing may pass.
 * Throws when a price that it was sold at is not sound.
 */
export async function readSpender(
  client: Queryable,
  subscriptionId: string,
  realNow: number,
): Promise<Spender | null> {
  const { rows } = await client.query<Row>({
    name: 'read-spender',
    text: `SELECT p.id AS "planId", p.name, p.pricing, s."spendCap"::text AS cap, ${ms('s."anchorAt"')} AS "anchorAt",
        o."clockOffsetMs"::float8 AS "clockOffsetMs",
        (SELECT json_agg(json_build_object('planId', tp.id, 'name', tp.name, 'pricing', tp.pricing,
            'startsAt', ${ms('t."startsAt"')}, 'endsAt', ${ms('t."endsAt"')}) ORDER BY t."startsAt")
          FROM subscription_term t JOIN plan tp ON tp.id = t."planId"
          WHERE t."subscriptionId" = s.id AND tp.pricing IS NOT NULL) AS terms
      FROM subscription s JOIN plan p ON p.id = s."planId" JOIN application a ON a.id = s."applicationId"
        JOIN organization o ON o.id = a."organizationId"
      WHERE s.id = $1 AND s.status = 'active' AND s."anchorAt" IS NOT NULL AND p.pricing IS NOT NULL`,
    values: [subscriptionId],
  })
  const row = rows[0]
  if (!row) return null
  const plans = new Map<string, RatedPlan>()
  const planOf = ({ planId, name, pricing }: PlanRow): RatedPlan => {
    const plan = plans.get(planId) ?? { id: planId, name, pricing: Pricing.parse(pricing) }
    plans.set(planId, plan)
    return plan
  }
  const plan = planOf(row)
  if (!plan.pricing.isPrepaid && row.cap === null) return null
  return {
    now: realNow + row.clockOffsetMs,
    anchorAt: row.anchorAt,
    plan,
    terms: termsOf(row, planOf),
    cap: row.cap === null ? null : new Exact(row.cap),
  }
}

/** The terms on record; a plan that holds without one holds from where the others end. */
function termsOf(row: Row, planOf: (row: PlanRow) => RatedPlan): Term[] {
  const terms = (row.terms ?? []).map((term) => ({
    plan: planOf(term),
    startsAt: term.startsAt,
    endsAt: term.endsAt ?? Number.POSITIVE_INFINITY,
  }))
  const last = terms.at(-1)
  if (last?.plan.id === row.planId && last.endsAt === Number.POSITIVE_INFINITY) return terms
  const startsAt = last && Number.isFinite(last.endsAt) ? last.endsAt : row.anchorAt
  return [...terms, { plan: planOf(row), startsAt, endsAt: Number.POSITIVE_INFINITY }]
}
