import { closeSync, existsSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs'
import { z } from 'zod'
import { periodOf } from '../limit/period.ts'
import type { Lease } from './lease.ts'

const Line = z.strictObject({
  /** The spender: a subscription, or one charge of its budget. */
  sub: z.string(),
  period: z.string(),
  granted: z.int(),
  used: z.int(),
  /** Absent in lines from before there were budgets. */
  endsAt: z.int().optional(),
})
type Line = z.infer<typeof Line>

type Leased = Pick<Lease, 'spender' | 'period'>

const nameOf = (spender: string, period: string): string => `${period} ${spender}`

/**
 * What sync has granted of quotas and budgets, kept on disk before any of it is used: an append-only file of
 * differences, brought to one line a lease at each start. A part given back is a negative line, written before it is
 * sent.
 */
export class GrantLog {
  readonly #path: string
  readonly #sums = new Map<string, Line>()
  #descriptor: number

  /** `at` (epoch ms) tells which periods are still worth keeping: a subscription's own time is never behind it. */
  constructor(path: string, at: number) {
    this.#path = path
    const current = new Set([periodOf('day', at).name, periodOf('month', at).name])
    for (const line of this.#read()) {
      if (line.endsAt === undefined ? current.has(line.period) : line.endsAt > at) this.#sum(line)
    }
    const kept = [...this.#sums.values()].map((line) => `${JSON.stringify(line)}\n`).join('')
    writeFileSync(`${path}.new`, kept, { mode: 0o600 })
    renameSync(`${path}.new`, path)
    this.#descriptor = openSync(path, 'a', 0o600)
  }

  /** What was granted in a lease's period, and what sync said all gateways were granted. */
  of({ spender, period }: Leased): { granted: number; used: number } {
    return this.#sums.get(nameOf(spender, period.name)) ?? { granted: 0, used: 0 }
  }

  /** Keeps a difference; on disk when this returns. */
  add({ spender, period }: Leased, granted: number, used: number): void {
    const line = { sub: spender, period: period.name, granted, used, endsAt: period.endsAt }
    writeSync(this.#descriptor, `${JSON.stringify(line)}\n`)
    this.#sum(line)
  }

  close(): void {
    closeSync(this.#descriptor)
  }

  #sum(line: Line): void {
    const name = nameOf(line.sub, line.period)
    const before = this.#sums.get(name)
    this.#sums.set(name, { ...line, granted: line.granted + (before?.granted ?? 0) })
  }

  #read(): Line[] {
    if (!existsSync(this.#path)) return []
    const lines = []
    for (const text of readFileSync(this.#path, 'utf8').split('\n')) {
      try {
        lines.push(Line.parse(JSON.parse(text)))
      } catch {
        // A torn last line was never used: a grant is used only after its line was written.
      }
    }
    return lines
  }
}
