import { expect, it } from 'vitest'
import type { CreditItem } from '#lib/credit/schema.ts'
import { inOrderOfUse } from './credit-order.ts'
import { usedUpAt } from './used-up-at.ts'

const start = new Date('2026-11-01T00:00:00Z')
const day = (days: number) => new Date(start.getTime() + days * 86_400_000)
const credit = (id: string, some: Partial<CreditItem> = {}): CreditItem => ({
  id,
  source: 'granted',
  status: 'usable',
  amount: 100n,
  left: 100n,
  note: '',
  priority: 100,
  startsAt: start,
  expiresAt: null,
  invoiceId: null,
  createdAt: start,
  ...some,
})

it('orders credits as usage takes them, with what cannot be used last', () => {
  const credits = [
    credit('used', { status: 'used', priority: 0 }),
    credit('waiting', { status: 'waiting', priority: 0 }),
    credit('later', { startsAt: day(2) }),
    credit('never'),
    credit('soon', { expiresAt: day(9) }),
    credit('first', { priority: 1, startsAt: day(3) }),
  ]
  expect(inOrderOfUse(credits).map(({ id }) => id)).toEqual([
    'first',
    'soon',
    'never',
    'later',
    'waiting',
    'used',
  ])
})

it('says when credits are used up at the pace of the period', () => {
  const at = (left: bigint, used: bigint) => usedUpAt({ left, used, startsAt: start, asOf: day(10) })
  expect(at(300n, 100n), '10 a day, 300 left').toEqual(day(40))
  expect(at(300n, 0n), 'nothing is used').toBeNull()
  expect(at(0n, 100n), 'nothing is left').toBeNull()
  expect(at(100_000n, 1n), 'more than a year').toBeNull()
})
