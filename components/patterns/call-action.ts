import { unstable_rethrow } from 'next/navigation'
import type { ActionError, ActionResult } from '#lib/core/action-result.ts'

const unreachable: ActionError = {
  code: 'unavailable',
  message:
    'The server did not answer, so nothing is known to have changed. Check your connection and try again.',
}

/** Calls a server action. What is thrown on the way (no network, a crash) becomes an error to show; redirects pass. */
export async function callAction<T>(action: () => Promise<ActionResult<T>>): Promise<ActionResult<T>> {
  try {
    return await action()
  } catch (error) {
    unstable_rethrow(error)
    return { ok: false, error: unreachable }
  }
}
