/** Shows what is being done, how far it is, and how long each step took. */
export interface Steps {
  /** Runs one step; what `work` returns as text is shown beside it. */
  run<T extends string | undefined>(title: string, work: () => Promise<T> | T): Promise<T>
  note(text: string): void
}

const TICK_MS = 1_000
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`

/** `total` is the number of steps that will be run. */
export function createSteps(total: number, out: NodeJS.WriteStream = process.stdout): Steps {
  let done = 0
  const clear = () => out.isTTY && out.write('\r\x1b[K')

  async function run<T extends string | undefined>(title: string, work: () => Promise<T> | T): Promise<T> {
    const label = `[${++done}/${total}] ${title}`
    const startedAt = performance.now()
    const elapsed = () => seconds(performance.now() - startedAt)
    const tick = () => out.isTTY && out.write(`\r\x1b[K${label} … ${elapsed()}`)
    const ticker = setInterval(tick, TICK_MS)
    if (out.isTTY) tick()
    else out.write(`${label} …\n`)
    try {
      const detail = await work()
      clear()
      out.write(`${label.padEnd(34)} ${elapsed().padStart(8)}  ${detail ?? ''}\n`)
      return detail
    } catch (error) {
      clear()
      out.write(`${label.padEnd(34)} failed after ${elapsed()}\n`)
      throw error
    } finally {
      clearInterval(ticker)
    }
  }

  return { run, note: (text) => out.write(`${text}\n`) }
}
