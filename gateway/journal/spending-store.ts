import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { UsageRecord } from '#gateway-sync/contract/index.ts'
import type { Period } from '../limit/period.ts'
import type { Span } from '../limit/rate-window.ts'
import { SEGMENT_NAME_PATTERN } from './segment-file.ts'
import { DAY_MS, isSpending } from './spending.ts'
import type { Spent } from './spending-ledger.ts'

const Stored = z.strictObject({
  /** Per `boot/worker`: up to where the journal is in the sums. */
  positions: z.record(z.string(), z.strictObject({ segment: z.int(), size: z.int() })),
  spent: z.array(z.strictObject({ subscriptionId: z.string(), day: z.int(), requests: z.int() })),
  /** What rate limits had counted when the positions were taken. */
  rates: z.record(z.string(), z.array(z.tuple([z.number(), z.number(), z.int()]))),
})

interface Position {
  segment: number
  size: number
}

/**
 * Quota spent per subscription and UTC day, exactly as the journal says it, and what the rate limits had counted. Both
 * are stored with the journal positions they reach to; after a crash the rest of the journal is read again, so not one
 * request is lost, and of quotas none is counted twice.
 */
export class SpendingStore {
  readonly #path: string
  readonly #journalRoot: string
  readonly #sums = new Map<string, Map<number, number>>()
  readonly #positions = new Map<string, Position>()
  readonly #rates = new Map<string, Span[]>()
  #isDirty = false

  constructor(path: string, journalRoot: string) {
    this.#path = path
    this.#journalRoot = journalRoot
    this.#load()
  }

  /** Reads what the journals of earlier boots hold beyond the stored positions, and stores the result. */
  recover(at: number): void {
    const boots = existsSync(this.#journalRoot) ? readdirSync(this.#journalRoot) : []
    for (const boot of boots) this.#recoverBoot(boot)
    for (const stream of this.#positions.keys()) {
      if (!boots.includes(stream.split('/')[0]!)) this.#positions.delete(stream)
    }
    const oldest = Math.floor(at / DAY_MS) - 32
    for (const [subscriptionId, days] of this.#sums) {
      for (const day of days.keys()) if (day < oldest) days.delete(day)
      if (days.size === 0) this.#sums.delete(subscriptionId)
    }
    this.#isDirty = true
    this.save(this.#rates)
  }

  /** What rate limits had counted before this start: spans in times of the wall clock, oldest first. */
  get rates(): ReadonlyMap<string, Span[]> {
    return this.#rates
  }

  /** What a worker's journal says up to a position of it, since the last time. */
  add(boot: string, worker: number, position: Position, spent: readonly Spent[]): void {
    const known = this.#positions.get(`${boot}/${worker}`)
    if (known?.segment === position.segment && known.size === position.size) return
    this.#positions.set(`${boot}/${worker}`, position)
    for (const { subscriptionId, day, requests } of spent) this.#sum(subscriptionId, day, requests)
    this.#isDirty = true
  }

  spentIn(subscriptionId: string, period: Period): number {
    let spent = 0
    for (const [day, requests] of this.#sums.get(subscriptionId) ?? []) {
      if (day * DAY_MS >= period.startsAt && day * DAY_MS < period.endsAt) spent += requests
    }
    return spent
  }

  /** True when the sums hold everything of this segment, so that its file is not needed for them. */
  holds(boot: string, worker: number, segment: number): boolean {
    return (this.#positions.get(`${boot}/${worker}`)?.segment ?? -1) > segment
  }

  /** Stores sums, rates and positions together: beside the old file, then renamed. */
  save(rates: ReadonlyMap<string, Span[]>): void {
    if (!this.#isDirty) return
    this.#isDirty = false
    const spent: Spent[] = []
    for (const [subscriptionId, days] of this.#sums) {
      for (const [day, requests] of days) spent.push({ subscriptionId, day, requests })
    }
    const stored = { positions: Object.fromEntries(this.#positions), spent, rates: Object.fromEntries(rates) }
    writeFileSync(`${this.#path}.new`, JSON.stringify(stored), { mode: 0o600 })
    renameSync(`${this.#path}.new`, this.#path)
  }

  #load(): void {
    if (!existsSync(this.#path)) return
    const stored = Stored.parse(JSON.parse(readFileSync(this.#path, 'utf8')))
    for (const { subscriptionId, day, requests } of stored.spent) this.#sum(subscriptionId, day, requests)
    for (const [subscriptionId, spans] of Object.entries(stored.rates)) this.#rates.set(subscriptionId, spans)
    for (const [stream, position] of Object.entries(stored.positions)) this.#positions.set(stream, position)
  }

  #recoverBoot(boot: string): void {
    const directory = join(this.#journalRoot, boot)
    const segments = readdirSync(directory)
      .map((name) => SEGMENT_NAME_PATTERN.exec(name))
      .filter((match) => match !== null)
      .map((match) => ({ name: match[0], worker: Number(match[1]), segment: Number(match[2]) }))
      .sort((a, b) => a.worker - b.worker || a.segment - b.segment)
    for (const { name, worker, segment } of segments) {
      const known = this.#positions.get(`${boot}/${worker}`) ?? { segment: -1, size: 0 }
      if (segment < known.segment) continue
      const bytes = readFileSync(join(directory, name))
      this.#count(bytes.subarray(segment === known.segment ? known.size : 0))
      this.#positions.set(`${boot}/${worker}`, { segment, size: bytes.length })
    }
    // No further line will come from an earlier boot: everything of it is held.
    for (const worker of new Set(segments.map((each) => each.worker))) {
      const last = this.#positions.get(`${boot}/${worker}`)!
      this.#positions.set(`${boot}/${worker}`, { segment: last.segment + 1, size: 0 })
    }
  }

  #count(bytes: Buffer): void {
    for (const line of bytes.toString('latin1').split('\n')) {
      if (!line.includes('"sub":')) continue
      let record: Pick<UsageRecord, 'sub' | 'code' | 'at'>
      try {
        record = JSON.parse(line)
      } catch {
        continue // The torn end of a journal whose process was killed.
      }
      if (!isSpending(record)) continue
      this.#sum(record.sub!, Math.floor(record.at / DAY_MS), 1)
      this.#addToRate(record.sub!, record.at)
    }
  }

  /** Requests of one millisecond become one span; the order is that of the journal, which may differ by some. */
  #addToRate(subscriptionId: string, at: number): void {
    const spans = this.#rates.get(subscriptionId) ?? []
    const last = spans.at(-1)
    if (last !== undefined && at <= last[1]) last[2]++
    else spans.push([at, at, 1])
    this.#rates.set(subscriptionId, spans)
  }

  #sum(subscriptionId: string, day: number, requests: number): void {
    const days = this.#sums.get(subscriptionId) ?? new Map<number, number>()
    days.set(day, (days.get(day) ?? 0) + requests)
    this.#sums.set(subscriptionId, days)
  }
}
