import type { Resource } from '../contract/index.ts'
import type { ResourceOf, Verdict } from './check.ts'
import type { Change } from './validate.ts'

const hostsOf = (resource: Resource): string[] => (resource.kind === 'route' ? resource.spec.hosts : [])

/** A host name leads to one route only: the older API keeps it, the newer one is held back. */
export function checkHosts(served: ReadonlyMap<string, ResourceOf<'route'>>, changes: Change[]): Verdict {
  const verdict: Verdict = { changes: [], withheld: [] }
  if (changes.length === 0) return verdict
  const changed = new Set(changes.map((change) => change.ref.id))
  const owners = new Map<string, string>()
  const claim = (resource: Resource) => {
    for (const host of hostsOf(resource)) owners.set(host, resource.spec.id)
  }
  const takenHost = (resource: Resource) => hostsOf(resource).find((host) => owners.has(host))
  const holdBack = (change: Change, problem: string) => {
    const good = served.get(change.ref.id)
    const kept = good && !takenHost(good) ? good : null
    if (kept) claim(kept)
    verdict.withheld.push({ ...change, problem })
    verdict.changes.push({ ref: change.ref, resource: kept })
  }

  for (const route of served.values()) if (!changed.has(route.spec.id)) claim(route)
  // Those that stay on their last good content claim first: they were there before.
  for (const change of changes) if (change.problem) holdBack(change, change.problem)
  const sound = changes.filter((change) => !change.problem)
  for (const change of sound.sort((a, b) => (a.ref.id < b.ref.id ? -1 : 1))) {
    const host = change.resource ? takenHost(change.resource) : undefined
    if (host) {
      holdBack(change, `hosts: ${host} belongs to the API ${owners.get(host)} already`)
      continue
    }
    if (change.resource) claim(change.resource)
    verdict.changes.push(change)
  }
  return verdict
}
