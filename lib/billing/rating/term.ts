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
 * Usage that a gateway counted under a plan that no longer held (it had not heard of the change, or was cut off) counts
 * under the plan that the period began with, where that has a charge of the same key: nothing that was served is lost,
 * and included units apply to it. Terms are in order.
 */
export function assignUsage<Part extends UsagePart>(terms: readonly Term[], usage: readonly Part[]): Part[] {
  const first = terms[0]?.plan
  if (!first) return []
  const held = new Set(terms.map(({ plan }) => plan.id))
  const keys = new Set(first.pricing.charges.map(({ key }) => key))
  return usage.flatMap((part) => {
    if (held.has(part.planId)) return [part]
    return keys.has(part.chargeKey) ? [{ ...part, planId: first.id }] : []
  })
}
