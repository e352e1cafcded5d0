import { expect, it } from 'vitest'
import { shortened } from './shortened.ts'

it('keeps the first item of lists and the first members of objects', () => {
  const many = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`m${index}`, index]))
  expect(JSON.parse(shortened(JSON.stringify({ data: [many, many], next: null })))).toEqual({
    data: [{ m0: 0, m1: 1, m2: 2, m3: 3, m4: 4, m5: 5 }],
    next: null,
  })
})

it('leaves text that is no JSON', () => {
  expect(shortened('id,name')).toBe('id,name')
})
