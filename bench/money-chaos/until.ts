import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '#lib/core/errors.ts'

const EVERY_MS = 250

/**
 * Waits until a condition holds. What fails meanwhile is asked again: the database may be away. Throws after `seconds`,
 * with what was waited for.
 */
export async function until(what: string, isSo: () => Promise<boolean>, seconds = 120): Promise<void> {
  const end = performance.now() + seconds * 1_000
  let last: unknown = 'no'
  while (performance.now() < end) {
    try {
      if (await isSo()) return
      last = 'no'
    } catch (error) {
      // A verb that refuses is no matter of waiting.
      if (error instanceof AppError) throw error
      last = error
    }
    await sleep(EVERY_MS)
  }
  throw new Error(`In ${seconds} s it did not come to this: ${what} (${String(last)})`)
}
