import { Exact, toMinor } from '#lib/core/money.ts'
import type { Spend } from './burn-down.ts'
import { priceQuantity } from './price-quantity.ts'
import type { Span } from './prorate.ts'
import { freeUnitsOf, type PlanStretch, type UsagePart } from './rate-usage.ts'

/** Usage of one hour; `hour` in ms since the epoch. */
export type HourPart = UsagePart & { hour: number }

/**
 * What usage came to hour by hour, in minor units: differences of rounded running totals of each charge, so the hours
 * sum to the lines of the invoice, in whatever order they are given.
 */
export function spendByHour(
  period: Span,
  stretches: readonly PlanStretch[],
  usage: readonly HourPart[],
): Spend[] {
  const spends: Spend[] = []
  for (const stretch of stretches) {
    const free = freeUnitsOf(period, stretch)
    const ofPlan = usage.filter(({ planId }) => planId === stretch.plan.id)
    for (const { key, price } of stretch.plan.pricing.charges) {
      let units = new Exact(0)
      let soFar = 0n
      const parts = ofPlan.filter(({ chargeKey }) => chargeKey === key).sort((a, b) => a.hour - b.hour)
      for (const { hour, quantity } of parts) {
        units = units.add(quantity.toString())
        const beyond = Exact.max(0, units.sub(free.get(key)!))
        const total = toMinor(priceQuantity(price, beyond).amount)
        if (total !== soFar) spends.push({ hour, amount: total - soFar })
        soFar = total
      }
    }
  }
  return spends
}
