import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { billingPeriodOf, UsageRecord } from '#gateway-sync/contract/index.ts'
import { periodOf } from '../limit/period.ts'
import { GrantLog } from '../quota/grant-log.ts'
import { DecisionIds, newBoot } from './decision-id.ts'
import type { Batch, WritePosition } from './journal-stream.ts'
import { recordLine } from './record-line.ts'
import { SegmentFile } from './segment-file.ts'
import { Shipper } from './shipper.ts'
import { dayHourOf, hourNumberOf, spenderOf } from './spending.ts'
import { SpendingLedger } from './spending-ledger.ts'
import { SpendingStore } from './spending-store.ts'

let root: string
const at = Date.UTC(2026, 10, 21, 12)

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'gatehouse-journal-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const ids = new DecisionIds(newBoot(at), 0)
const lineOf = (members = ',"sub":"sub_1"', code: 'rate_limited' | null = null, path = '/a/b'): string =>
  recordLine({
    id: ids.next(at),
    at,
    ms: 1.26,
    up: 0.5,
    method: 'GET',
    path,
    isPathPlain: false,
    status: 200,
    code,
    in: 0,
    out: 2,
    isCut: false,
    revision: 7,
    members,
    limit: null,
  })

describe('a record', () => {
  it('is one line of ASCII that the contract reads back, whatever the path holds', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(0xffff), { maxLength: 40 }).map((units) => String.fromCharCode(...units)),
        (path) => {
          const line = lineOf('', null, path)
          expect(line).toMatch(/^[\x20-\x7e]+\n$/)
          const record = UsageRecord.parse(JSON.parse(line))
          expect(record.path).toBe(path)
          expect(record.ms).toBe(1.3)
        },
      ),
    )
  })

  it('cuts a path at 512 characters', () => {
    expect(JSON.parse(lineOf('', null, `/${'a'.repeat(600)}`)).path).toHaveLength(512)
  })

  it('has an id that sorts by time and is never drawn twice', () => {
    const drawn = new Set<string>()
    let last = ''
    for (let i = 0; i < 20_000; i++) {
      const id = ids.next(at + Math.floor(i / 1000))
      if (i % 1000 === 0) {
        expect(id > last).toBe(true)
        last = id
      }
      drawn.add(id)
    }
    expect(drawn.size).toBe(20_000)
  })
})

describe('spent quota', () => {
  it('is the same after a crash wherever the last checkpoint was, and a torn line is not counted', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 60 }), fc.nat(60), (spends, checkpointAfter) => {
        const directory = mkdtempSync(join(root, 'run-'))
        const journal = join(directory, 'journal')
        const file = new SegmentFile(join(journal, 'boot00001'), 0, 1000)
        const store = new SpendingStore(join(directory, 'spending.json'), journal)
        let since = 0
        let all = 0
        spends.forEach((isSpent, i) => {
          file.append(lineOf(',"sub":"sub_1"', isSpent ? null : 'rate_limited'))
          since += Number(isSpent)
          all += Number(isSpent)
          if (i !== checkpointAfter) return
          const hour = Math.floor(at / 86_400_000) * 24
          store.add('boot00001', 0, { segment: file.segment, size: file.size }, [
            { spender: 'sub_1', hour, units: since },
          ])
          store.save(new Map())
        })
        file.close()
        if (spends.length > 0)
          appendFileSync(join(journal, 'boot00001', `0-${file.segment}.ndjson`), lineOf().slice(0, -9))
        for (let start = 0; start < 2; start++) {
          const recovered = new SpendingStore(join(directory, 'spending.json'), journal)
          recovered.recover(at)
          expect(recovered.spentIn('sub_1', periodOf('month', at))).toBe(all)
          expect(recovered.spentIn('sub_1', periodOf('day', at))).toBe(all)
        }
      }),
      { numRuns: 40 },
    )
  })
})

describe('spent budgets', () => {
  const HOUR_MS = 3_600_000
  const spend = fc.record({
    hours: fc.nat(80),
    offsetDays: fc.constantFrom(0, 40),
    units: fc.dictionary(fc.constantFrom('calls', 'tokens'), fc.integer({ min: 1, max: 500 })),
  })

  it('are what the journal says by the hour of the subscription’s own time, folded or not, crash or not', () => {
    const anchorAt = Date.UTC(2026, 10, 20, 7)
    fc.assert(
      fc.property(fc.array(spend, { maxLength: 40 }), fc.nat(40), (spends, checkpointAfter) => {
        const directory = mkdtempSync(join(root, 'run-'))
        const journal = join(directory, 'journal')
        const file = new SegmentFile(join(journal, 'boot00001'), 0, 1000)
        const store = new SpendingStore(join(directory, 'spending.json'), journal)
        const ledger = new SpendingLedger()
        const start = Date.UTC(2026, 10, 21, 12)
        spends.forEach(({ hours, offsetDays, units }, i) => {
          const off = offsetDays * 24 * HOUR_MS
          const at = start + hours * HOUR_MS
          const line = JSON.parse(lineOf())
          file.append(`${JSON.stringify({ ...line, at, off, units })}\n`)
          ledger.add('sub_1', dayHourOf(at + off), 1)
          for (const [key, count] of Object.entries(units))
            ledger.add(spenderOf('sub_1', key), hourNumberOf(at + off), count)
          if (i !== checkpointAfter) return
          store.add('boot00001', 0, { segment: file.segment, size: file.size }, ledger.take())
          store.save(new Map())
        })
        file.close()
        const recovered = new SpendingStore(join(directory, 'spending.json'), journal)
        recovered.recover(start)
        for (const own of [start, start + 40 * 24 * HOUR_MS]) {
          const period = billingPeriodOf(anchorAt, 'month', own)
          const expected = (key: string) =>
            spends.reduce((sum, { hours, offsetDays, units }) => {
              const at = start + hours * HOUR_MS + offsetDays * 24 * HOUR_MS
              return at >= period.startsAt && at < period.endsAt ? sum + (units[key] ?? 0) : sum
            }, 0)
          for (const key of ['calls', 'tokens']) {
            expect(recovered.spentIn(spenderOf('sub_1', key), period)).toBe(expected(key))
            recovered.fold((spender) => (spender.endsWith(key) ? period : null), own)
            expect(recovered.spentIn(spenderOf('sub_1', key), period)).toBe(expected(key))
          }
        }
      }),
      { numRuns: 40 },
    )
  })

  it('reads what a version without budgets had stored', () => {
    const path = join(root, 'spending.json')
    const day = Math.floor(at / 86_400_000)
    writeFileSync(
      path,
      JSON.stringify({ positions: {}, spent: [{ subscriptionId: 'sub_1', day, requests: 7 }], rates: {} }),
    )
    const store = new SpendingStore(path, join(root, 'journal'))
    expect(store.spentIn('sub_1', periodOf('day', at))).toBe(7)
  })
})

describe('grants', () => {
  it('are summed by lease over restarts, and those of periods that are over are let go', () => {
    const path = join(root, 'grants.ndjson')
    const lease = (spender: string, startsAt: number) => ({
      spender,
      period: billingPeriodOf(startsAt, 'month', startsAt),
    })
    const mine = lease('sub_1#calls', at)
    const over = lease('sub_1#tokens', at - 90 * 86_400_000)
    const ahead = lease('sub_2#calls', at + 90 * 86_400_000)
    let log = new GrantLog(path, at)
    log.add(mine, 50, 50)
    log.add(over, 9, 9)
    log.add(ahead, 3, 3)
    log.add(mine, -20, 50)
    log.close()
    appendFileSync(path, '{"sub":"sub_1#calls","period":"2026-11')
    for (let start = 0; start < 2; start++) {
      log = new GrantLog(path, at)
      expect([log.of(mine).granted, log.of(over).granted, log.of(ahead).granted]).toEqual([30, 0, 3])
      log.close()
    }
  })
})

describe('shipping', () => {
  const positionOf = (file: SegmentFile): WritePosition => {
    return () => ({ segment: Math.max(0, file.segment), size: file.size })
  }
  const begin = (boot: string, positions: WritePosition[], sent: Batch[]): Shipper => {
    const spending = new SpendingStore(join(root, 'spending.json'), join(root, 'journal'))
    spending.recover(at)
    return new Shipper({
      root: join(root, 'journal'),
      boot,
      positions,
      spending,
      send: (batch) => sent.push(batch) > 0,
      bufferedBytes: () => 0,
    })
  }

  it('sends what was cut before a crash in the very same ranges, then the rest, and deletes what is acknowledged', () => {
    const file = new SegmentFile(join(root, 'journal', 'boot00001'), 0, 2000)
    const written: string[] = []
    const append = (count: number): void => {
      for (let i = 0; i < count; i++) {
        written.push(lineOf())
        file.append(written.at(-1)!)
      }
    }
    const first: Batch[] = []
    append(5)
    const running = begin('boot00001', [positionOf(file)], first)
    running.pump()
    append(30)
    running.pump()
    running.acknowledge(first[0]!.range)
    running.close()
    file.close()
    const second: Batch[] = []
    const later = begin('boot00002', [], second)
    const acknowledged = first[0]!.range.to - first[0]!.range.from
    expect(later.inheritedBytes, 'what was acknowledged before the crash is owed no more').toBe(
      written.join('').length - acknowledged,
    )
    for (let i = 0; i < 50; i++) {
      later.pump()
      for (const { range } of second) later.acknowledge(range)
    }
    const resent = first.slice(1).map(({ range }) => range)
    expect(second.slice(0, resent.length).map(({ range }) => range)).toEqual(resent)
    const distinct = new Map([...first, ...second].map((each) => [JSON.stringify(each.range), each.lines]))
    expect(Buffer.concat([...distinct.values()]).toString()).toBe(written.join(''))
    expect(later.inheritedBytes).toBe(0)
    expect(existsSync(join(root, 'journal', 'boot00001'))).toBe(false)
  })

  it('sends a few lines only when it is time for them, whole batches at once', () => {
    const file = new SegmentFile(join(root, 'journal', 'boot00001'), 0, 10_000_000)
    const sent: Batch[] = []
    const running = begin('boot00001', [positionOf(file)], sent)
    file.append(lineOf())
    running.pump()
    file.append(lineOf())
    running.acknowledge(sent[0]!.range)
    expect(sent, 'one line is left for later').toHaveLength(1)
    while (file.size < 1_000_000) file.append(lineOf())
    running.pump(true)
    const batches = sent.splice(1)
    expect(batches.length).toBeGreaterThan(1)
    for (const { range } of batches) expect(range.to - range.from).toBeGreaterThan(200_000)
    for (const { range } of batches) running.acknowledge(range)
    running.pump()
    for (const { range } of sent.splice(1)) running.acknowledge(range)
    expect(running.acknowledgedBytes).toBe(file.size)
    running.close()
  })

  it('leaves no line of a segment behind when a worker goes on to the next between two looks', () => {
    const file = new SegmentFile(join(root, 'journal', 'boot00001'), 0, 2000)
    const sent: Batch[] = []
    const position = positionOf(file)
    const looks: ReturnType<WritePosition>[] = []
    const running = begin('boot00001', [() => looks.shift() ?? position()], sent)
    const written: string[] = []
    const append = (): void => {
      written.push(lineOf())
      file.append(written.at(-1)!)
    }
    append()
    running.pump()
    while (file.segment < 1) append()
    // The size is the new segment's already, its number not yet.
    looks.push({ segment: 0, size: 1 })
    running.pump()
    running.pump()
    expect(Buffer.concat(sent.map(({ lines }) => lines)).toString()).toBe(written.join(''))
    running.close()
  })

  it('keeps a segment that is acknowledged until its quotas are counted', () => {
    const file = new SegmentFile(join(root, 'journal', 'boot00001'), 0, 500)
    const sent: Batch[] = []
    const running = begin('boot00001', [positionOf(file)], sent)
    for (let i = 0; i < 10; i++) file.append(lineOf())
    for (let i = 0; i < 10; i++) {
      running.pump()
      for (const { range } of sent.splice(0)) running.acknowledge(range)
    }
    running.close()
    expect(readFileSync(join(root, 'journal', 'boot00001', '0-0.ndjson'), 'latin1')).toContain(
      '"sub":"sub_1"',
    )
  })
})
