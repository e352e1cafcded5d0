import { system } from '#lib/core/context.ts'
import { getRevision } from '#lib/revision/queries.ts'
import { eventually } from '#scripts/test-support/eventually.ts'

/** Resolves when every gateway that can be reached enforces the revision; fails after ten seconds with its state. */
export async function untilEnforced(revision: number | null): Promise<void> {
  if (revision === null) throw new Error('There is no revision to wait for.')
  let state = ''
  const isEnforced = async () => {
    const found = await getRevision(system, revision)
    state = JSON.stringify(found)
    return found.state === 'enforced'
  }
  await eventually(isEnforced, () => `revision ${revision} is enforced: ${state}`)
}
