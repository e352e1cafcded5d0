import { Worker } from 'node:worker_threads'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BUDGET_MOVED, BUDGET_WAIT, BudgetLimiter, DEBITED, PERIOD_OVER, SPENT_UP } from './budget-limiter.ts'
import { BY_CREDIT } from './layout.ts'
import { Limiter } from './limiter.ts'
import { type BudgetSlot, SlotWriter } from './slot-writer.ts'

const period = { name: '2026-11-21T10', startsAt: 1_000, endsAt: 2_000 }
const at = 1_500

function begin(): { slots: SlotWriter; budgets: BudgetLimiter; held: BudgetSlot } {
  const slots = new SlotWriter()
  const held = slots.budgetSlotOf('sub_1#calls')
  slots.beginPeriod(held.slot, period, 0, 0, 0)
  return { slots, budgets: new BudgetLimiter(new Limiter(slots.memory)), held }
}

describe('units of a budget', () => {
  it('known beforehand are never spent beyond what is granted, in any order of grants, debits and refunds', () => {
    const action = fc.oneof(
      fc.record({ kind: fc.constant('grant' as const), units: fc.nat(50) }),
      fc.record({ kind: fc.constant('debit' as const), units: fc.nat(20) }),
      fc.record({ kind: fc.constant('refund' as const), units: fc.nat(20) }),
    )
    fc.assert(
      fc.property(fc.array(action, { maxLength: 100 }), (actions) => {
        const { slots, budgets, held } = begin()
        const debited: number[] = []
        let granted = 0
        for (const { kind, units } of actions) {
          if (kind === 'grant') {
            granted += units
            slots.grant(held.slot, units, 0, granted)
          } else if (kind === 'debit') {
            const left = granted - debited.reduce((sum, each) => sum + each, 0)
            const passes = left >= Math.max(1, units)
            expect(budgets.debit(held, units, at)).toBe(passes ? DEBITED : BUDGET_WAIT)
            if (passes) debited.push(units)
          } else {
            const units = debited.pop()
            if (units !== undefined) budgets.settle(held, -units, at)
          }
        }
        expect(slots.withdraw(held.slot)).toBe(granted - debited.reduce((sum, each) => sum + each, 0))
      }),
    )
  })

  it('are debited exactly over threads that ask at once, whatever each of them takes', async () => {
    const { slots, held } = begin()
    slots.grant(held.slot, 50_000, BY_CREDIT, 50_000)
    const source = `import { parentPort, workerData } from 'node:worker_threads'
      const { Limiter } = await import(workerData.limiter)
      const { BudgetLimiter } = await import(workerData.module)
      const budgets = new BudgetLimiter(new Limiter(workerData.memory))
      let taken = 0
      for (let i = 0; i < 30_000; i++) {
        const units = 1 + (i % 3)
        if (budgets.debit(workerData.held, units, 1500) !== 0) continue
        if (i % 5 === 0) budgets.settle(workerData.held, -units, 1500)
        else taken += units
      }
      parentPort.postMessage(taken)`
    const url = new URL(`data:text/javascript,${encodeURIComponent(source)}`)
    const workerData = {
      module: new URL('./budget-limiter.ts', import.meta.url).href,
      limiter: new URL('./limiter.ts', import.meta.url).href,
      memory: slots.memory,
      held,
    }
    const taken = await Promise.all(
      Array.from({ length: 4 }, () => {
        const worker = new Worker(url, { workerData, execArgv: [] })
        return new Promise<number>((resolve, reject) => worker.on('message', resolve).on('error', reject))
      }),
    )
    expect(taken.reduce((sum, each) => sum + each, 0)).toBe(50_000)
    expect(slots.balance(held.slot)).toEqual({ granted: 50_000, spent: 50_000 })
  })

  it('are asked for once, at half of what is left, and not again when nothing more will come', () => {
    const { slots, budgets, held } = begin()
    expect([budgets.debit(held, 1, at), budgets.mustAsk]).toEqual([BUDGET_WAIT, true])
    expect([budgets.debit(held, 1, at), budgets.mustAsk]).toEqual([BUDGET_WAIT, false])
    slots.grant(held.slot, 10, 0, 10)
    const asked = []
    for (let i = 1; i <= 10; i++) {
      expect(budgets.debit(held, 1, at)).toBe(DEBITED)
      if (budgets.mustAsk) asked.push(i)
    }
    expect(asked).toEqual([5])
    slots.grant(held.slot, 0, BY_CREDIT, 10)
    expect([budgets.debit(held, 1, at), budgets.exhausted]).toEqual([SPENT_UP, BY_CREDIT])
    expect(budgets.debit(held, 1, at)).toBe(SPENT_UP)
    expect(budgets.mustAsk).toBe(false)
    slots.recheck(held.slot, 0)
    expect([budgets.debit(held, 1, at), budgets.mustAsk]).toEqual([BUDGET_WAIT, true])
  })

  it('told only by the answer are looked for before and debited after, be it beyond what was granted', () => {
    const { slots, budgets, held } = begin()
    slots.grant(held.slot, 10, BY_CREDIT, 10)
    expect(budgets.debit(held, 0, at)).toBe(DEBITED)
    budgets.settle(held, 25, at)
    expect(slots.balance(held.slot)).toEqual({ granted: 10, spent: 25 })
    expect(budgets.debit(held, 0, at)).toBe(SPENT_UP)
  })

  it('of one period or holder are never given back to another', () => {
    const { slots, budgets, held } = begin()
    slots.grant(held.slot, 10, 0, 10)
    expect(budgets.debit(held, 4, at)).toBe(DEBITED)
    expect(budgets.debit(held, 1, period.endsAt)).toBe(BUDGET_WAIT)
    slots.beginPeriod(held.slot, { name: 'next', startsAt: 2_000, endsAt: 3_000 }, 5, 3, 0)
    budgets.settle(held, -4, at)
    expect(slots.balance(held.slot)).toEqual({ granted: 5, spent: 3 })
    expect(budgets.debit(held, 1, at)).toBe(PERIOD_OVER)
    slots.release('sub_1#calls')
    const other = slots.budgetSlotOf('sub_2#calls')
    expect(other.slot).toBe(held.slot)
    slots.beginPeriod(other.slot, period, 8, 2, 0)
    budgets.settle(held, -2, at)
    expect(budgets.debit(held, 1, at)).toBe(BUDGET_MOVED)
    expect([budgets.periodOf(held), budgets.periodOf(other)]).toEqual([
      null,
      { startsAt: 1_000, endsAt: 2_000 },
    ])
    expect(slots.balance(other.slot)).toEqual({ granted: 8, spent: 2 })
  })
})
