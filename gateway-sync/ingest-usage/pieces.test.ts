import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newPieces, type Stretch } from './pieces.ts'

const stretch = fc
  .tuple(fc.nat(60), fc.integer({ min: 1, max: 20 }))
  .map(([from, length]): Stretch => ({ from, to: from + length }))

test('however a journal is cut, repeated and re-ordered, each byte is taken exactly once', () => {
  fc.assert(
    fc.property(fc.array(stretch, { minLength: 1, maxLength: 30 }), (sent) => {
      const counts = new Map<number, number>()
      const taken: Stretch[] = []
      for (const one of sent)
        for (const piece of newPieces(one, taken)) {
          taken.push(piece)
          for (let byte = piece.from; byte < piece.to; byte++) counts.set(byte, (counts.get(byte) ?? 0) + 1)
        }
      const bytes = new Set(
        sent.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i)),
      )
      expect([...counts.keys()].sort()).toEqual([...bytes].sort())
      expect([...counts.values()].every((count) => count === 1)).toBe(true)
    }),
  )
})

test('a stretch that lies between others is taken in part', () => {
  const taken = [
    { from: 20, to: 30 },
    { from: 0, to: 10 },
  ]
  expect(newPieces({ from: 5, to: 40 }, taken)).toEqual([
    { from: 10, to: 20 },
    { from: 30, to: 40 },
  ])
  expect(newPieces({ from: 22, to: 28 }, taken)).toEqual([])
})
