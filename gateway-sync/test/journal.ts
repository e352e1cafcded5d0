import { randomBytes } from 'node:crypto'
import type { MessageOf, UsageRecord } from '../contract/index.ts'

type Ids = {
  apiId: string
  subscriptionId: string
  planId: string
  applicationId: string
  credential: { id: string }
}

/** One worker's journal segment, as a gateway writes it. */
export class Journal {
  readonly boot: string
  readonly segment: number
  text = ''
  /** Byte at which each line ends. */
  readonly ends: number[] = []

  constructor(boot: string, segment = 0) {
    this.boot = boot
    this.segment = segment
  }

  /** Appends requests that the upstream answered. */
  append(count: number, ids: Ids, overrides: Partial<UsageRecord> = {}): this {
    for (let i = 0; i < count; i++) {
      const line = `${JSON.stringify(recordOf(ids, overrides))}\n`
      this.text += line
      this.ends.push((this.ends.at(-1) ?? 0) + Buffer.byteLength(line))
    }
    return this
  }

  /** The message for lines `[first, last)`. */
  usage(first = 0, last = this.ends.length): MessageOf<'usage'> {
    const from = first === 0 ? 0 : this.ends[first - 1]!
    const to = this.ends[last - 1]!
    const lines = Buffer.from(this.text).subarray(from, to).toString('utf8')
    const { boot, segment } = this
    return { type: 'usage', range: { boot, worker: 0, segment, from, to, records: last - first }, lines }
  }
}

/** A record as a gateway writes it. */
export function recordOf(ids: Ids, overrides: Partial<UsageRecord> = {}): UsageRecord {
  return {
    id: `dec_${randomBytes(10).toString('hex')}`,
    at: Date.now(),
    ms: 12.3,
    up: 10.1,
    method: 'GET',
    path: '/accounts/é\\\t1',
    status: 200,
    in: 10,
    out: 1000,
    rev: 1,
    route: ids.apiId,
    op: 'getAccount',
    cred: ids.credential.id,
    app: ids.applicationId,
    sub: ids.subscriptionId,
    plan: ids.planId,
    ...overrides,
  }
}
