import { expect, it } from 'vitest'
import { fleetSentence } from './fleet-sentence.ts'

const current = { status: 'current', revision: 214 } as const
const away = { status: 'unreachable', revision: 214 } as const

it.each([
  [[current, current, current], '3 gateways current at revision 214'],
  [[current], '1 gateway current at revision 214'],
  [[current, away], '1 of 2 gateways current at revision 214'],
  [[], 'No gateway is registered: nothing is enforced yet.'],
])('says how many gateways run the latest revision', (gateways, sentence) => {
  expect(fleetSentence(gateways)).toBe(sentence)
})
