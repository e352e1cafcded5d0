import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type MessageOf, UsageRecord } from '#gateway-sync/contract/index.ts'
import { periodOf } from '../limit/period.ts'
import { DecisionIds, newBoot } from './decision-id.ts'
import { recordLine } from './record-line.ts'
import { SegmentFile } from './segment-file.ts'
import { Shipper } from './shipper.ts'
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
          const day = Math.floor(at / 86_400_000)
          store.add('boot00001', 0, { segment: file.segment, size: file.size }, [
            { subscriptionId: 'sub_1', day, requests: since },
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

describe('shipping', () => {
  const begin = (boot: string, files: SegmentFile[], sent: MessageOf<'usage'>[]): Shipper => {
    const spending = new SpendingStore(join(root, 'spending.json'), join(root, 'journal'))
    spending.recover(at)
    return new Shipper({
      root: join(root, 'journal'),
      boot,
      positions: files.map((file) => () => ({ segment: Math.max(0, file.segment), size: file.size })),
      spending,
      send: (message) => sent.push(message as MessageOf<'usage'>) > 0,
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
    const first: MessageOf<'usage'>[] = []
    append(5)
    const running = begin('boot00001', [file], first)
    running.pump()
    append(30)
    running.pump()
    running.acknowledge(first[0]!.range)
    running.close()
    file.close()
    const second: MessageOf<'usage'>[] = []
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
    expect([...distinct.values()].join('')).toBe(written.join(''))
    expect(later.inheritedBytes).toBe(0)
    expect(existsSync(join(root, 'journal', 'boot00001'))).toBe(false)
  })

  it('keeps a segment that is acknowledged until its quotas are counted', () => {
    const file = new SegmentFile(join(root, 'journal', 'boot00001'), 0, 500)
    const sent: MessageOf<'usage'>[] = []
    const running = begin('boot00001', [file], sent)
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
