import type { NavigationGroup } from '#components/reference/reference-types.ts'
import { countOperationsByTag, listOperations, type ReferenceVersion } from '#lib/api/reference-queries.ts'

/** Up to here all operations stand in every page of the reference; beyond it, those of the open tag. */
const WHOLE_COUNT_MAX = 80

/** The API's operations by tag, in the document's order; the untagged come last. */
export async function navigationGroups(
  version: ReferenceVersion,
  openTag: string | undefined,
): Promise<NavigationGroup[]> {
  const isWhole = version.operationCount <= WHOLE_COUNT_MAX
  const [counts, operations] = await Promise.all([
    countOperationsByTag(version.id),
    isWhole
      ? listOperations(version.id)
      : openTag === undefined
        ? []
        : listOperations(version.id, { tag: openTag }),
  ])
  const tags = [...version.tags, { name: '', description: '' }].filter(({ name }) => counts.has(name))
  return tags.map(({ name, description }) => ({
    tag: name,
    description,
    count: counts.get(name) ?? 0,
    operations:
      isWhole || name === openTag
        ? operations.filter((operation) => (operation.tags[0] ?? '') === name)
        : null,
  }))
}
