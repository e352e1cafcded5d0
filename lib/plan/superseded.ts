import type { Reader } from '#lib/core/db.ts'
import { AppError } from '#lib/core/errors.ts'

type Version = { name: string; seriesId: string; version: number; supersededAt: Date | null }

/** The version of a series that is offered. */
export const newestOf = (reader: Reader, seriesId: string) =>
  reader.plan.findFirstOrThrow({ where: { seriesId, supersededAt: null } })

/** Throws `invalid_state` for a version that is not offered any more; the newest one's id goes with it. */
export async function requireNewest(reader: Reader, plan: Version): Promise<void> {
  if (plan.supersededAt === null) return
  const { id, version } = await newestOf(reader, plan.seriesId)
  throw new AppError(
    'invalid_state',
    `This is version ${plan.version} of “${plan.name}”, which is not offered any more: version ${version} (${id}) is.`,
    { extra: { supersededBy: id } },
  )
}
