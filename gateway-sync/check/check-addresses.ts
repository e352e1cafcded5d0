import type { Resource } from '../contract/index.ts'
import type { Change } from './validate.ts'
import type { ResourceOf, Verdict } from './verdict.ts'

/** Where a route is reached: by its path prefix and its host names. */
const addressesOf = (resource: Resource): string[] =>
  resource.kind === 'route' ? [`/${resource.spec.slug}`, ...resource.spec.hosts] : []

/** An address leads to one route only: the older API keeps it, the newer one is held back. */
export function checkAddresses(served: ReadonlyMap<string, ResourceOf<'route'>>, changes: Change[]): Verdict {
  const verdict: Verdict = { changes: [], withheld: [] }
  if (changes.length === 0) return verdict
  const changed = new Set(changes.map((change) => change.ref.id))
  const owners = new Map<string, string>()
  const claim = (resource: Resource) => {
    for (const address of addressesOf(resource)) owners.set(address, resource.spec.id)
  }
  const takenAddress = (resource: Resource) => addressesOf(resource).find((address) => owners.has(address))
  const holdBack = (change: Change, problem: string) => {
    const good = served.get(change.ref.id)
    const kept = good && !takenAddress(good) ? good : null
    if (kept) claim(kept)
    verdict.withheld.push({ ...change, problem })
    verdict.changes.push({ ref: change.ref, resource: kept })
  }

  for (const route of served.values()) if (!changed.has(route.spec.id)) claim(route)
  // Those that stay on their last good content claim first: they were there before.
  for (const change of changes) if (change.problem) holdBack(change, change.problem)
  const sound = changes.filter((change) => !change.problem)
  for (const change of sound.sort((a, b) => (a.ref.id < b.ref.id ? -1 : 1))) {
    const address = change.resource ? takenAddress(change.resource) : undefined
    if (address) {
      holdBack(change, `${address} is the address of the API ${owners.get(address)} already`)
      continue
    }
    if (change.resource) claim(change.resource)
    verdict.changes.push(change)
  }
  return verdict
}
