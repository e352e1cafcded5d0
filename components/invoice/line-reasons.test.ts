import { expect, test } from 'vitest'
import { lineReasons } from './line-reasons.ts'

const line = (calculation: Parameters<typeof lineReasons>[0]['calculation'], unit = 'request') => ({
  ...{ kind: 'usage', description: '', planId: null, chargeKey: null, quantity: null, amount: 0n },
  ...{ startsAt: new Date(0), endsAt: new Date(0), adjustsInvoiceId: null, unit, calculation },
})

test.each([
  ['nothing to explain', {}, []],
  [
    'included units and steps of a price',
    {
      included: '1',
      steps: [
        { units: '1000', unitPrice: '0.25', flatFee: '0', amount: '250' },
        { units: '5', unitPrice: '10', flatFee: '900', amount: '950' },
      ],
    },
    ['1 request included', '1,000 × €0.0025', '5 × €0.10 + €9.00'],
  ],
  ['a share of a fee', { share: '27.4', fee: '4900' }, ['27.4 % of €49.00']],
  ['a minimum', { minimum: '1000', usage: '60' }, ['Minimum €10.00, usage came to €0.60']],
  [
    'usage that came late, nothing was invoiced for',
    { rated: '120', invoiced: '0' },
    ['The period comes to €1.20 with it; €0.00 was invoiced before'],
  ],
])('a line says how it came about: %s', (_, calculation, reasons) => {
  expect(lineReasons(line(calculation), 'EUR')).toEqual(reasons)
})
