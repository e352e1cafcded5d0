import { randomUUID } from 'node:crypto'
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
  /** Names an ask whose answer is not here yet. */
  ask: z.string().optional(),
})
type Line = z.infer<typeof Line>

type Leased = Pick<Lease, 'spender' | 'period'>

const nameOf = (spender: string, period: string): string => `${period} ${spender}`

/**
 * What sync has granted of quotas and budgets, kept on disk before any of it is used: an append-only file of
 * differences, brought to one line a lease at each start. A part given back is a negative line, written before it is
 * sent. An ask has a name, written before it is sent and used again until its answer is here: so sync can tell a part
 * that was granted and never came from a further one.
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

  /** The name of the ask whose answer is not here yet; undefined when all were answered. */
  pendingAsk({ spender, period }: Leased): string | undefined {
    return this.#sums.get(nameOf(spender, period.name))?.ask
  }

  /** Names the ask that is about to be sent, like the one before it unless that was answered; on disk when this returns. */
  nameAsk(lease: Leased): string {
    const pending = this.pendingAsk(lease)
    if (pending !== undefined) return pending
    const ask = randomUUID()
    this.#write(lease, 0, this.of(lease).used, ask)
    return ask
  }

  /** Keeps a difference; on disk when this returns. */
  add(lease: Leased, granted: number, used: number): void {
    this.#write(lease, granted, used, this.pendingAsk(lease))
  }

  /** Keeps the difference that a named ask was answered with. */
  answer(lease: Leased, granted: number, used: number): void {
    this.#write(lease, granted, used, undefined)
  }

  close(): void {
    closeSync(this.#descriptor)
  }

  #write({ spender, period }: Leased, granted: number, used: number, ask: string | undefined): void {
    const { name, endsAt } = period
    const line = { sub: spender, period: name, granted, used, endsAt, ...(ask !== undefined && { ask }) }
    writeSync(this.#descriptor, `${JSON.stringify(line)}\n`)
    this.#sum(line)
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
