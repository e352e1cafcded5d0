import { expect, it } from 'vitest'
import { invoiceActs } from './invoice-acts.ts'

const open = {
  status: 'open' as const,
  kind: 'period' as const,
  paymentProvider: 'manual',
  isReplaced: false,
  total: 900n,
  amountPaid: 0n,
  amountCredited: 0n,
  amountToRefund: 0n,
  dunningStatus: 'none',
}

it('an open invoice by transfer can be paid, credited, billed anew and declared void', () => {
  expect(invoiceActs(open)).toEqual(['pay', 'credit', 'rebill', 'void'])
  expect(invoiceActs({ ...open, amountPaid: 1n })).toEqual(['pay', 'credit', 'rebill'])
  expect(invoiceActs({ ...open, dunningStatus: 'suspended' })).toContain('serve')
})

it('what Stripe collects is credited, never paid or voided by hand', () => {
  expect(invoiceActs({ ...open, paymentProvider: 'stripe' })).toEqual(['credit', 'rebill'])
})

it('a paid one can be credited; what was credited as a whole is given back once', () => {
  const paid = { ...open, status: 'paid' as const, amountPaid: 900n }
  expect(invoiceActs(paid)).toEqual(['credit', 'rebill'])
  expect(invoiceActs({ ...paid, amountCredited: 900n, amountToRefund: 900n })).toEqual(['refund'])
  expect(invoiceActs({ ...paid, amountCredited: 900n })).toEqual([])
})

it('a purchase is not rated again, and nothing is done with what is held or void', () => {
  expect(invoiceActs({ ...open, kind: 'credits' })).not.toContain('rebill')
  for (const status of ['held', 'void'] as const) expect(invoiceActs({ ...open, status })).toEqual([])
})
