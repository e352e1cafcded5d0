import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { UsageRecord } from '#gateway-sync/contract/index.ts'
import type { Period } from '../limit/period.ts'
import type { Span } from '../limit/rate-window.ts'
import { SEGMENT_NAME_PATTERN } from './segment-file.ts'
import { dayHourOf, hourNumberOf, isOfBudget, isSpending, spenderOf, startOfHour } from './spending.ts'
import type { Spent } from './spending-ledger.ts'
import { StoredSpending } from './stored-spending.ts'

/** The longest period of a quota, in hours; and after how many hours units of no budget that is known are let go. */
const QUOTA_HOURS_MAX = 32 * 24
const UNKNOWN_HOURS_MAX = 48

interface Position {
  segment: number
  size: number
}

/**
 * What is spent of quotas and budgets by the hour of the subscription's own time, exactly as the journal says it, and
 * what the rate limits had counted. Both are stored with the journal positions they reach to; after a crash the rest of the journal is read again, so not one
 * request is lost, and of quotas and budgets none is counted twice.
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
    const oldest = hourNumberOf(at) - QUOTA_HOURS_MAX
    for (const spender of this.#sums.keys()) if (!isOfBudget(spender)) this.#dropBefore(spender, oldest)
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
    for (const { spender, hour, units } of spent) this.#sum(spender, hour, units)
    this.#isDirty = true
  }

  spentIn(spender: string, period: Period): number {
    let spent = 0
    for (const [hour, units] of this.#sums.get(spender) ?? []) {
      if (startOfHour(hour) >= period.startsAt && startOfHour(hour) < period.endsAt) spent += units
    }
    return spent
  }

  /**
   * Keeps one sum a budget and period. `periodOf` says which period of a spender is the present one (its own time), null
   * for one whose budget is not known: its units are kept for two days, should the budget be heard of again.
   */
  fold(periodOf: (spender: string) => Period | null, at: number): void {
    for (const [spender, hours] of this.#sums) {
      if (!isOfBudget(spender)) continue
      const period = periodOf(spender)
      const first = period === null ? hourNumberOf(at) - UNKNOWN_HOURS_MAX : hourNumberOf(period.startsAt)
      this.#dropBefore(spender, first)
      if (period === null) continue
      const sum = this.spentIn(spender, period)
      for (const hour of hours.keys()) if (startOfHour(hour) < period.endsAt) hours.delete(hour)
      if (sum > 0) hours.set(first, sum)
    }
    this.#isDirty = true
  }

  #dropBefore(spender: string, first: number): void {
    const hours = this.#sums.get(spender)!
    for (const hour of hours.keys()) if (hour < first) hours.delete(hour)
    if (hours.size === 0) this.#sums.delete(spender)
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
    for (const [spender, hours] of this.#sums) {
      for (const [hour, units] of hours) spent.push({ spender, hour, units })
    }
    const stored = { positions: Object.fromEntries(this.#positions), spent, rates: Object.fromEntries(rates) }
    writeFileSync(`${this.#path}.new`, JSON.stringify(stored), { mode: 0o600 })
    renameSync(`${this.#path}.new`, this.#path)
  }

  #load(): void {
    if (!existsSync(this.#path)) return
    const stored = StoredSpending.parse(JSON.parse(readFileSync(this.#path, 'utf8')))
    for (const { spender, hour, units } of stored.spent) this.#sum(spender, hour, units)
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
      let record: Pick<UsageRecord, 'sub' | 'code' | 'at' | 'off' | 'units'>
      try {
        record = JSON.parse(line)
      } catch {
        continue // The torn end of a journal whose process was killed.
      }
      if (!isSpending(record)) continue
      const ownAt = record.at + (record.off ?? 0)
      this.#sum(record.sub!, dayHourOf(ownAt), 1)
      for (const [charge, units] of Object.entries(record.units ?? {})) {
        this.#sum(spenderOf(record.sub!, charge), hourNumberOf(ownAt), units)
      }
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

  #sum(spender: string, hour: number, units: number): void {
    const hours = this.#sums.get(spender) ?? new Map<number, number>()
    hours.set(hour, (hours.get(hour) ?? 0) + units)
    this.#sums.set(spender, hours)
  }
}
