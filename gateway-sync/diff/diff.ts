import type { Change } from '../check/validate.ts'
import type { Resource, ResourceRef } from '../contract/index.ts'

export type Difference = { put: Resource[]; remove: ResourceRef[] }

/** What of the changes differs from the versions that are known. Pure. */
export function diff(knownVersion: (ref: ResourceRef) => string | undefined, changes: Change[]): Difference {
  const difference: Difference = { put: [], remove: [] }
  for (const { ref, resource } of changes) {
    const known = knownVersion(ref)
    if (resource === null) {
      if (known !== undefined) difference.remove.push(ref)
    } else if (known !== resource.version) difference.put.push(resource)
  }
  return difference
}
