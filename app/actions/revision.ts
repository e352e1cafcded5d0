'use server'
import { requireActor } from '#lib/auth/session.ts'
import { getRevisionStatus } from '#lib/revision/queries.ts'

/** Where a revision holds, asked again by the browser until it is settled. */
export const revisionStatusAction = async (revision: number) =>
  getRevisionStatus(await requireActor(), revision)
