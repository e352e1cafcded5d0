import type { Span } from './prorate.ts'
import type { PlanStretch, RatedPlan, UsagePart } from './rate-usage.ts'

/** A plan that held from one moment to another. */
export type Term = Span & { plan: RatedPlan }

/** The parts of terms that lie in a period, the earlier first. */
export function termsOf(period: Span, terms: readonly Term[]): Term[] {
  return terms
    .map((term) => ({
      ...term,
      startsAt: Math.max(term.startsAt, period.startsAt),
      endsAt: Math.min(term.endsAt, period.endsAt),
    }))
    .filter((term) => term.startsAt < term.endsAt)
    .sort((a, b) => a.startsAt - b.startsAt)
}

/** The stretches for which each plan held, in the order in which they first did. Terms are in order. */
export function stretchesOf(terms: readonly Term[], freeUnits: number): PlanStretch[] {
  const stretches = new Map<string, PlanStretch>()
  for (const { plan, startsAt, endsAt } of terms) {
    const known = stretches.get(plan.id)
    if (known) known.parts.push({ startsAt, endsAt })
    else
      stretches.set(plan.id, {
        plan,
        parts: [{ startsAt, endsAt }],
        freeUnits: stretches.size === 0 ? freeUnits : 0,
      })
  }
  return [...stretches.values()]
}

/**
 * Usage that a gateway counted under a plan that did not hold (it had not heard of the change, or was cut off) counts under
 * the plan that the period began with, where that has a charge of the same key, so included units apply to it. Else it
 * stays under its own plan, if that is one of `known`: nothing that was served is lost. Terms are in order.
 */
export function assignUsage<Part extends UsagePart>(
  terms: readonly Term[],
  usage: readonly Part[],
  known: readonly RatedPlan[],
): Part[] {
  const first = terms[0]?.plan
  if (!first) return []
  const held = new Set(terms.map(({ plan }) => plan.id))
  const keys = new Set(first.pricing.charges.map(({ key }) => key))
  const own = new Map(known.map((plan) => [plan.id, plan]))
  return usage.flatMap((part) => {
    if (held.has(part.planId)) return [part]
    if (keys.has(part.chargeKey)) return [{ ...part, planId: first.id, countedUnder: part.planId }]
    const charges = own.get(part.planId)?.pricing.charges ?? []
    return charges.some(({ key }) => key === part.chargeKey) ? [part] : []
  })
}

/** What a period is rated from: the terms that lie in it, its usage by plan, and the stretches of all plans that count. */
export type Division<Part> = { terms: Term[]; usage: Part[]; stretches: PlanStretch[] }

/**
 * Divides the usage of a period among plans. `terms` are all that the subscription ever had: a plan that did not hold in
 * the period, and that usage stays under, is a stretch without parts.
 */
export function divideUsage<Part extends UsagePart>(
  period: Span,
  all: readonly Term[],
  counted: readonly Part[],
  freeUnits: number,
): Division<Part> {
  const terms = termsOf(period, all)
  const inOrder = [...all].sort((a, b) => a.startsAt - b.startsAt)
  const known = [...new Map(inOrder.map(({ plan }) => [plan.id, plan])).values()]
  const usage = assignUsage(terms, counted, known)
  const held = stretchesOf(terms, freeUnits)
  const isStray = ({ id }: RatedPlan) =>
    !held.some(({ plan }) => plan.id === id) && usage.some(({ planId }) => planId === id)
  const strays = known.filter(isStray).map((plan) => ({ plan, parts: [] }))
  return { terms, usage, stretches: [...held, ...strays] }
}
