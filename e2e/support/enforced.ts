import { setTimeout as wait } from 'node:timers/promises'
import { system } from '#lib/core/context.ts'
import { getRevision } from '#lib/revision/queries.ts'

/** Resolves when every gateway that can be reached enforces the revision; fails after ten seconds with its state. */
export async function untilEnforced(revision: number | null): Promise<void> {
  if (revision === null) throw new Error('There is no revision to wait for.')
  let state = ''
  for (const deadline = Date.now() + 10_000; Date.now() < deadline; await wait(20)) {
    const found = await getRevision(system, revision)
    state = JSON.stringify(found)
    if (found.state === 'enforced') return
  }
  throw new Error(`Revision ${revision} is not enforced: ${state}`)
}
