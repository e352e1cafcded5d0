import { expect, it } from 'vitest'
import type { InvoiceDetail } from '#lib/invoice/schema/invoice.ts'
import { creditableLines, creditForm, netOf, toCredit, toFieldErrors } from './credit-values.ts'

const line = (id: string, amount: bigint) => ({ id, description: id, amount })
const invoice = {
  lines: [line('fee', 900n), line('credit', -100n), line('usage', 250n), line('gone', 70n)],
  creditNotes: [
    { lines: [{ lineId: 'usage', description: '', amount: '50' }] },
    { lines: [{ lineId: 'gone', description: '', amount: '70' }] },
  ],
} as unknown as InvoiceDetail
const lines = creditableLines(invoice)
const values = (amounts: string[], scope: 'all' | 'parts' = 'parts') => ({ scope, reason: 'Outage', amounts })
const messages = (amounts: string[], scope?: 'all') =>
  (creditForm(lines, 'EUR').safeParse(values(amounts, scope)).error?.issues ?? []).map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  )

it('lines can be credited by what earlier credit notes left of them; negative ones only as a whole', () => {
  expect(lines.map(({ id, left }) => [id, left])).toEqual([
    ['fee', 900n],
    ['usage', 200n],
  ])
})

it('amounts are typed in the currency’s major unit and sent in its minor one, of the lines that have one', () => {
  expect(toCredit(values(['', '1.25']), lines, 'EUR')).toEqual({
    input: { reason: 'Outage', lines: [{ lineId: 'usage', amount: 125 }] },
    places: [1],
  })
  expect(toCredit(values(['', '125']), lines, 'JPY').input.lines).toEqual([{ lineId: 'usage', amount: 125 }])
  expect(toCredit(values(['1', '1'], 'all'), lines, 'EUR').input).toEqual({ reason: 'Outage' })
  expect(netOf(values(['3', '1.25']), 'EUR')).toBe(425n)
  expect(netOf(values(['3', 'a']), 'EUR')).toBeNull()
})

it('an amount that is none, or more than is left, is refused at its line', () => {
  expect(messages(['9', '2'])).toEqual([])
  expect(messages(['9.01', ''])).toEqual(['amounts.0: At most €9.00 is left of it'])
  expect(messages(['', '-1'])).toEqual(['amounts.1: Enter an amount, e.g. 12.50'])
  expect(messages(['', '0.005'])).toEqual(['amounts.1: Enter an amount, e.g. 12.50'])
  expect(messages(['', '0'])).toEqual(['amounts.1: Enter more than 0'])
  expect(messages(['', ' '])).toEqual(['amounts.0: Enter an amount at one line at least'])
  expect(messages(['x', ''], 'all')).toEqual([])
})

it('what the verb refuses of a line that was sent stands at the field that it came from', () => {
  expect(toFieldErrors({ 'lines.0.amount': 'Too much', reason: 'Say why' }, [1])).toEqual({
    'amounts.1': 'Too much',
    reason: 'Say why',
  })
})
