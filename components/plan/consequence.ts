import type { PlanItem } from '#lib/plan/schema.ts'

/** What saving a plan does to those who are on it, in a sentence; undefined when nobody is. */
export function savingConsequence(plan: PlanItem): string | undefined {
  const { liveSubscriptions, product, pricing, version } = plan
  if (product.status === 'draft' || liveSubscriptions === 0) return undefined
  const who =
    liveSubscriptions === 1
      ? '1 subscription is'
      : `${liveSubscriptions.toLocaleString('en')} subscriptions are`
  if (pricing !== null)
    return `${who} on version ${version} and what it says. Other limits or another price make version ${version + 1}, for those who subscribe from then on or are moved to it.`
  return `${who} on this plan: new limits hold for them, too, as soon as the gateways have the change.`
}
