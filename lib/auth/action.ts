import { unstable_rethrow } from 'next/navigation'
import type { ActionResult } from '#lib/core/action-result.ts'
import type { Actor } from '#lib/core/context.ts'
import { AppError, toProblem } from '#lib/core/errors.ts'
import { newId } from '#lib/core/id.ts'
import { log } from '#lib/core/log.ts'
import { currentActor } from './session.ts'

/**
 * The one adapter between server actions and verbs: finds who is signed in, runs `work` and turns what it throws into
 * an `ActionError` for the form. Unknown errors are logged, and the reader sees their request id only. What Next itself
 * throws (`redirect`, `notFound` of next/navigation) passes through.
 */
export async function runAction<T>(work: (actor: Actor) => Promise<T>): Promise<ActionResult<T>> {
  const requestId = newId('req')
  try {
    const actor = await currentActor()
    return { ok: true, data: await work({ ...actor, requestId }) }
  } catch (error) {
    unstable_rethrow(error)
    if (!(error instanceof AppError)) log.error({ requestId, err: error }, 'server action failed')
    const { code, detail, fields } = toProblem(error, requestId)
    const extra = error instanceof AppError ? error.extra : undefined
    return {
      ok: false,
      error: { code, message: detail, requestId, ...(fields && { fields }), ...(extra && { extra }) },
    }
  }
}
