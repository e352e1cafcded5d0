import type { Row } from '../result.ts'

/** What a suite is given. */
export interface Bench {
  /** A folder of its own for everything it writes; removed afterwards. */
  readonly dir: string
  /** Small enough for a look while working. */
  readonly isQuick: boolean
  /** Adds a row to the table. Rows that were added stay when the suite fails later. */
  add(...rows: Row[]): void
  /** Says what is going on. */
  say(text: string): void
  /** Runs at the suite's end, however it ends: the last registered first. */
  defer(close: () => Promise<unknown> | unknown): void
}

/** A bench that sends its rows to the process that started this one. */
export function createBench(suite: string): { bench: Bench; close: () => Promise<void> } {
  const closers: (() => Promise<unknown> | unknown)[] = []
  const dir = process.env.BENCH_DIR
  if (!dir) throw new Error('BENCH_DIR is not set: suites are started by bench/main.ts.')
  let closing: Promise<void> | undefined
  async function closeAll(): Promise<void> {
    for (const close of closers.reverse()) await close()
  }
  return {
    bench: {
      dir,
      isQuick: process.env.BENCH_QUICK === '1',
      add: (...rows) => {
        process.send?.(rows)
        for (const row of rows)
          console.log(`  ${row.verdict.padEnd(8)} ${row.what}: ${row.measured} ${row.goal}`)
      },
      say: (text) => console.log(`  (${suite}) ${text}`),
      defer: (close) => closers.push(close),
    },
    close: () => {
      closing ??= closeAll()
      return closing
    },
  }
}
