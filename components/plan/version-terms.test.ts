import { describe, expect, it } from 'vitest'
import { diffJsonLines } from '#components/patterns/diff-lines.ts'
import { Pricing } from '#lib/billing/schema/pricing.ts'
import type { OfferedTerms } from '#lib/plan/schema.ts'
import { versionTerms } from './version-terms.ts'

const terms = (recurringFee: number, unitPrice: string): OfferedTerms => ({
  name: 'Growth',
  description: '',
  rateLimit: { requests: 60, windowSeconds: 60 },
  quota: null,
  approval: 'automatic',
  pricing: Pricing.parse({
    currency: 'EUR',
    interval: 'month',
    recurringFee,
    charges: [
      {
        key: 'requests',
        name: 'Requests',
        meter: { kind: 'requests' },
        price: { kind: 'per_unit', unitPrice },
      },
    ],
  }),
})

const changed = (before: OfferedTerms, after: OfferedTerms) =>
  diffJsonLines(versionTerms(before), versionTerms(after))
    .filter(({ kind }) => kind === 'added' || kind === 'removed')
    .map(({ kind, text }) => `${kind}: ${text.trim()}`)

describe('the terms of two versions', () => {
  it('differ in the lines that a reader is charged or limited by', () => {
    expect(changed(terms(4_900, '0.2'), terms(5_900, '0.2'))).toEqual([
      'removed: "fee": "€49.00 a month",',
      'added: "fee": "€59.00 a month",',
    ])
    expect(changed(terms(4_900, '0.2'), terms(4_900, '0.25'))).toEqual([
      'removed: "price": "€0.002 a request"',
      'added: "price": "€0.0025 a request"',
    ])
    expect(changed(terms(4_900, '0.2'), terms(4_900, '0.2'))).toEqual([])
  })

  it('name a charge by its key, which is no secret', () => {
    const lines = diffJsonLines(null, versionTerms(terms(0, '1'))).map(({ text }) => text.trim())
    expect(lines).toContain('"requests": {')
    expect(lines.join('')).not.toContain('••')
  })

  it('say that a plan without a price is free', () => {
    expect(versionTerms({ ...terms(0, '1'), pricing: null }).price).toBe('Free')
  })
})
