import type { Resource, ResourceKind } from '../contract/index.ts'
import { checkAddresses } from './check-addresses.ts'
import type { Change } from './validate.ts'
import type { Served, Verdict } from './verdict.ts'

/**
 * Decides which changes may be served. The result never holds a reference to something that is not served itself, nor an
 * address twice. A route or plan with a problem stays on its last good content; a subscription or credential with a
 * problem is taken out, for it opens doors. Pure.
 */
export function check(served: Served, changes: Change[]): Verdict {
  const byKind = (kind: ResourceKind) => changes.filter((change) => change.ref.kind === kind)
  const routes = checkAddresses(served.routes, byKind('route'))
  const routesAfter = overlay(served.routes, routes.changes)
  const plans = checkReferences({
    changes: withDependents(byKind('plan'), served.plans, routes.changes, (plan) => plan.spec.apiIds),
    lastGood: (id) => served.plans.get(id) ?? null,
    missingOf: (resource) =>
      resource.kind === 'plan' ? resource.spec.apiIds.find((id) => !routesAfter.has(id)) : undefined,
    what: 'API',
  })
  const plansAfter = overlay(served.plans, plans.changes)
  const subscriptions = checkReferences({
    changes: withDependents(byKind('subscription'), served.subscriptions, plans.changes, (subscription) => [
      subscription.spec.planId,
    ]),
    lastGood: () => null,
    missingOf: (resource) =>
      resource.kind === 'subscription' && !plansAfter.has(resource.spec.planId)
        ? resource.spec.planId
        : undefined,
    what: 'plan',
  })
  const credentials = byKind('credential')
  return {
    changes: [
      ...routes.changes,
      ...plans.changes,
      ...subscriptions.changes,
      ...credentials.map(withoutProblem),
    ],
    withheld: [
      ...routes.withheld,
      ...plans.withheld,
      ...subscriptions.withheld,
      ...credentials.filter((change) => change.problem),
    ],
  }
}

/** What will be served once the changes are in. */
function overlay(served: ReadonlyMap<string, unknown>, changes: Change[]): { has(id: string): boolean } {
  const changed = new Map(changes.map((change) => [change.ref.id, change.resource !== null]))
  return { has: (id) => changed.get(id) ?? served.has(id) }
}

/** A change as it goes out: what is at fault is left out. */
const withoutProblem = (change: Change): Change =>
  change.problem ? { ref: change.ref, resource: null } : change

/** Adds what is served and refers to something that goes away, so that it is judged anew. */
function withDependents<R extends Resource>(
  changes: Change[],
  served: ReadonlyMap<string, R>,
  targets: Change[],
  referencesOf: (resource: R) => string[],
): Change[] {
  const gone = new Set(targets.filter((change) => change.resource === null).map((change) => change.ref.id))
  if (gone.size === 0) return changes
  const named = new Set(changes.map((change) => change.ref.id))
  const dependents = [...served.values()].filter(
    (resource) => !named.has(resource.spec.id) && referencesOf(resource).some((id) => gone.has(id)),
  )
  return [
    ...changes,
    ...dependents.map((resource) => ({ ref: { kind: resource.kind, id: resource.spec.id }, resource })),
  ]
}

type ReferenceRule = {
  changes: Change[]
  lastGood: (id: string) => Resource | null
  /** The first reference of the resource that leads nowhere. */
  missingOf: (resource: Resource) => string | undefined
  what: string
}

function checkReferences({ changes, lastGood, missingOf, what }: ReferenceRule): Verdict {
  const verdict: Verdict = { changes: [], withheld: [] }
  for (const change of changes) {
    const missing = change.resource ? missingOf(change.resource) : undefined
    const problem = change.problem ?? (missing && `refers to the ${what} ${missing}, which is not served`)
    if (!problem) {
      verdict.changes.push(change)
      continue
    }
    const good = lastGood(change.ref.id)
    verdict.withheld.push({ ...change, problem })
    verdict.changes.push({ ref: change.ref, resource: good && !missingOf(good) ? good : null })
  }
  return verdict
}
