import { Worker } from 'node:worker_threads'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BY_QUOTA } from './layout.ts'
import { BURST_REACHED, Limiter, PASS, QUOTA_REACHED, QUOTA_WAIT, RATE_REACHED } from './limiter.ts'
import { periodOf } from './period.ts'
import { SlotWriter } from './slot-writer.ts'

const at = Date.UTC(2026, 10, 21, 12)

function limiterFor(plan: Parameters<SlotWriter['configure']>[1]): {
  limiter: Limiter
  slots: SlotWriter
  slot: number
} {
  const slots = new SlotWriter()
  const slot = slots.slotOf('sub_1')
  slots.configure(slot, plan)
  return { limiter: new Limiter(slots.memory), slots, slot }
}

/** Moments at which requests come, as steps; with some at once and some long apart. */
const steps = fc.array(
  fc.oneof(fc.constant(0), fc.double({ min: 0, max: 3, noNaN: true }), fc.integer({ min: 0, max: 400 })),
  {
    minLength: 1,
    maxLength: 400,
  },
)

describe('rate limit', () => {
  it('never lets more than its number pass in any interval of its window', () => {
    fc.assert(
      fc.property(
        steps,
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 2 }),
        (gaps, requests, windowSeconds) => {
          const { limiter, slot } = limiterFor({ rateLimit: { requests, windowSeconds }, quota: null })
          const passed: number[] = []
          let now = 10_000
          for (const gap of gaps) {
            now += gap
            if (limiter.take(slot, now, at) === PASS) passed.push(now)
          }
          for (let i = requests; i < passed.length; i++) {
            expect(passed[i]! - passed[i - requests]!).toBeGreaterThan(windowSeconds * 1000)
          }
        },
      ),
    )
  })

  it('says exactly when the next request passes: not a millisecond before, and then it does', () => {
    fc.assert(
      fc.property(
        steps,
        fc.integer({ min: 1, max: 30 }),
        fc.option(fc.integer({ min: 1, max: 10 })),
        (gaps, requests, burst) => {
          const { limiter, slot } = limiterFor({
            rateLimit: { requests, windowSeconds: 1, ...(burst !== null && { burst }) },
            quota: null,
          })
          let now = 10_000
          for (const gap of gaps) {
            now += Math.ceil(gap)
            const verdict = limiter.take(slot, now, at)
            if (verdict === PASS) continue
            const wait = limiter.retryMs
            expect(wait).toBeGreaterThan(0)
            expect(limiter.take(slot, now + Math.max(0, Math.ceil(wait) - 1.5), at)).not.toBe(PASS)
            now += Math.ceil(wait)
            const next = limiter.take(slot, now, at)
            // Past the burst the window may still be full, and the other way round: both say when they pass.
            if (verdict === RATE_REACHED && burst === null) expect(next).toBe(PASS)
            if (verdict === BURST_REACHED) expect(next).not.toBe(BURST_REACHED)
          }
        },
      ),
    )
  })

  it('passes its whole number again one window after it was used at once', () => {
    const { limiter, slot } = limiterFor({ rateLimit: { requests: 100, windowSeconds: 60 }, quota: null })
    const burst = (now: number) =>
      Array.from({ length: 150 }, () => limiter.take(slot, now, at)).filter((each) => each === PASS).length
    expect(burst(1_000)).toBe(100)
    expect(burst(61_000)).toBe(0)
    expect(burst(61_001)).toBe(100)
  })

  it('loses at most a sixteenth of its number to caution under a steady stream', () => {
    const { limiter, slot } = limiterFor({ rateLimit: { requests: 160, windowSeconds: 1 }, quota: null })
    let passed = 0
    for (let now = 0; now < 60_000; now++) if (limiter.take(slot, now, at) === PASS) passed++
    expect(passed).toBeGreaterThan((60 * 160 * 15) / 16)
    expect(passed).toBeLessThanOrEqual(61 * 160)
  })

  it('a refusal tells of its own subscription only, whatever was asked about before', () => {
    const slots = new SlotWriter()
    const plan = {
      rateLimit: { requests: 1, windowSeconds: 60 },
      quota: { requests: 10, period: 'day' as const },
    }
    const [mine, other] = [slots.slotOf('sub_1'), slots.slotOf('sub_2')]
    slots.configure(mine, plan)
    slots.configure(other, { rateLimit: null, quota: { requests: 1000, period: 'day' } })
    for (const slot of [mine, other]) slots.beginPeriod(slot, periodOf('day', at), 10, 0, 0)
    const limiter = new Limiter(slots.memory)
    expect(limiter.take(mine, 10_000, at)).toBe(PASS)
    expect(limiter.take(other, 10_000, at)).toBe(PASS)
    expect(limiter.take(mine, 10_001, at)).toBe(RATE_REACHED)
    expect(limiter.quotaLeft).toBe(9)
  })

  it('a changed limit keeps what was counted', () => {
    const { limiter, slots, slot } = limiterFor({
      rateLimit: { requests: 10, windowSeconds: 60 },
      quota: null,
    })
    for (let i = 0; i < 8; i++) expect(limiter.take(slot, 1000 + i, at)).toBe(PASS)
    slots.configure(slot, { rateLimit: { requests: 9, windowSeconds: 60 }, quota: null })
    expect(limiter.take(slot, 1100, at)).toBe(PASS)
    expect(limiter.take(slot, 1100, at)).toBe(RATE_REACHED)
  })

  it('is exact over threads that ask at once', async () => {
    const { slots, slot } = limiterFor({ rateLimit: { requests: 50_000, windowSeconds: 3600 }, quota: null })
    const source = `import { parentPort, workerData } from 'node:worker_threads'
      const { Limiter } = await import(workerData.module)
      const limiter = new Limiter(workerData.memory)
      let passed = 0
      for (let i = 0; i < 30_000; i++) if (limiter.take(workerData.slot, 1000 + i / 1000, 0) === 0) passed++
      parentPort.postMessage(passed)`
    const module = new URL('./limiter.ts', import.meta.url).href
    const url = new URL(`data:text/javascript,${encodeURIComponent(source)}`)
    const counts = await Promise.all(
      Array.from({ length: 4 }, () => {
        const worker = new Worker(url, { workerData: { module, memory: slots.memory, slot }, execArgv: [] })
        return new Promise<number>((resolve, reject) => worker.on('message', resolve).on('error', reject))
      }),
    )
    expect(counts.reduce((sum, each) => sum + each, 0)).toBe(50_000)
  })
})

describe('quota', () => {
  const quota = (requests: number) => ({ rateLimit: null, quota: { requests, period: 'month' as const } })

  it('spends only what was granted, asks once, and early', () => {
    const { limiter, slots, slot } = limiterFor(quota(100))
    slots.beginPeriod(slot, periodOf('month', at), 0, 0, 0)
    expect(limiter.take(slot, 0, at)).toBe(QUOTA_WAIT)
    expect(limiter.mustAsk).toBe(true)
    expect(limiter.take(slot, 0, at)).toBe(QUOTA_WAIT)
    expect(limiter.mustAsk).toBe(false)
    slots.grant(slot, 10, 0, 10)
    const asked = []
    for (let i = 1; i <= 10; i++) {
      expect(limiter.take(slot, 0, at)).toBe(PASS)
      if (limiter.mustAsk) asked.push(i)
    }
    expect(asked).toEqual([5])
    expect(limiter.take(slot, 0, at)).toBe(QUOTA_WAIT)
    slots.grant(slot, 0, BY_QUOTA, 10)
    expect(limiter.take(slot, 0, at)).toBe(QUOTA_REACHED)
    expect(limiter.quotaResetAt).toBe(Date.UTC(2026, 11, 1))
  })

  it('any order of grants, requests and refunds never spends more than granted nor than the quota', () => {
    const action = fc.oneof(
      fc.record({ kind: fc.constant('grant' as const), requests: fc.nat(20) }),
      fc.record({ kind: fc.constant('take' as const), requests: fc.nat(30) }),
      fc.record({ kind: fc.constant('refund' as const), requests: fc.nat(3) }),
    )
    fc.assert(
      fc.property(fc.array(action), fc.integer({ min: 1, max: 100 }), (actions, requests) => {
        const { limiter, slots, slot } = limiterFor(quota(requests))
        slots.beginPeriod(slot, periodOf('month', at), 0, 0, 0)
        let granted = 0
        let spent = 0
        for (const { kind, requests: count } of actions) {
          if (kind === 'grant') {
            granted += count
            slots.grant(slot, count, 0, granted)
          }
          for (let i = 0; i < count; i++) {
            if (kind === 'take' && limiter.take(slot, 0, at) === PASS) spent++
            if (kind === 'refund' && spent > 0) {
              limiter.refund(slot, at)
              spent--
            }
          }
          expect(spent).toBeLessThanOrEqual(Math.min(granted, requests))
        }
        expect(slots.withdraw(slot)).toBe(granted - spent)
      }),
    )
  })

  it('of another period is not spent in the next', () => {
    const { limiter, slots, slot } = limiterFor(quota(100))
    slots.beginPeriod(slot, periodOf('month', at), 50, 0, 0)
    expect(limiter.take(slot, 0, at)).toBe(PASS)
    expect(limiter.take(slot, 0, Date.UTC(2026, 11, 1))).toBe(QUOTA_WAIT)
  })
})
