import type { Stack } from './stack.ts'

const HURRY_AFTER_MS = 1_500

/**
 * Ties a stack to this process: Ctrl-C, SIGTERM, a closed terminal or the end of the process that started this one stop
 * it in order. A second Ctrl-C does not wait for requests to drain. Exits with 1 when the start itself failed.
 */
export function bindToProcess(stack: Stack): { fail(error: unknown): Promise<never> } {
  let stoppingSince = 0

  async function stop(code: number): Promise<never> {
    stoppingSince ||= Date.now()
    await stack.stop()
    process.exit(code)
  }

  function onSignal() {
    if (!stoppingSince) {
      stack.say('\nStopping: requests drain, then the database closes …')
      void stop(0)
    } else if (Date.now() - stoppingSince > HURRY_AFTER_MS) {
      stack.say('Stopping at once.')
      stack.hurry()
    }
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
  process.on('disconnect', onSignal)

  return {
    fail: async (error) => {
      if (stoppingSince) return stop(0)
      stack.say(`\n${error instanceof Error ? error.message : String(error)}`)
      return stop(1)
    },
  }
}
