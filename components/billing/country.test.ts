import { expect, it } from 'vitest'
import { countryName, countryOptions } from './country.ts'

it('a code has its country’s name, and what is no code stays as it is', () => {
  expect([countryName('DE'), countryName(''), countryName('Atlantis')]).toEqual(['Germany', '', 'Atlantis'])
})

it('every country can be chosen once, in the order of names, and what was stored before stays a choice', () => {
  const options = countryOptions('QQ')
  expect(new Set(options.map(({ value }) => value)).size).toBe(options.length)
  expect(options.map(({ value }) => value)).toEqual(expect.arrayContaining(['DE', 'US', 'JP', 'QQ']))
  expect(options.filter(({ value, label }) => value === label && value !== 'QQ')).toEqual([])
  expect(options[0]!.label).toBe('Afghanistan')
})
