import fc from 'fast-check'
import { expect, test } from 'vitest'
import { VersionTable } from './version-table.ts'

const version = fc.nat(0xffffff).map((value) => value.toString(16).padStart(12, '0'))

test('it holds what a Map holds, through growth and deletion', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(3_000), fc.option(version, { freq: 3 })), {
        minLength: 1,
        maxLength: 4_000,
        size: 'max',
      }),
      (steps) => {
        const table = new VersionTable()
        const model = new Map<string, string>()
        for (const [number, value] of steps) {
          const id = `cred_${number}`
          if (value === null) {
            table.delete(id)
            model.delete(id)
          } else {
            table.set(id, value)
            model.set(id, value)
          }
        }
        expect(table.size).toBe(model.size)
        expect([...table.versions()].sort()).toEqual([...model.values()].sort())
        for (let number = 0; number <= 3_000; number++)
          expect(table.get(`cred_${number}`)).toBe(model.get(`cred_${number}`))
      },
    ),
    { numRuns: 30 },
  )
})
