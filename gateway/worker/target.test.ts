import { posix } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { faultOfTarget } from './target.ts'

const fault = (target: string): string | null =>
  faultOfTarget(target, target.includes('?') ? target.indexOf('?') : target.length)

describe('request target', () => {
  it('accepts ordinary paths, escapes and parameters', () => {
    for (const target of [
      '/',
      '/a',
      '/a/',
      '/a/b.json',
      '/a/.well-known',
      '/a/b%20c',
      '/a/%C3%A4',
      '/a/b;v=1',
      '/a/b%2Fc',
      '/a?x=1&y=/../',
      '/a/...',
    ]) {
      expect([target, fault(target)]).toEqual([target, null])
    }
  })

  it('never lets a path pass that becomes another when it is decoded and resolved', () => {
    const part = fc.constantFrom(
      'a',
      'b',
      '.',
      '..',
      '%2e',
      '%2E',
      '%252e',
      '/',
      '%2f',
      '\\',
      '%5c',
      ';',
      ';x',
      '%00',
      '//',
      '%',
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const target = `/${parts.join('')}`
        if (fault(target) !== null) return
        let path = target
        for (let times = 0; times < 2; times++) {
          path = path.replaceAll(/%([0-9a-f]{2})/gi, (_escape, hex: string) =>
            String.fromCharCode(Number.parseInt(hex, 16)),
          )
          const bare = path.replaceAll('\\', '/').replaceAll(/;[^/]*/g, '')
          if (!bare.endsWith('/')) expect(posix.normalize(`${bare}/x`)).toBe(`${bare}/x`)
        }
      }),
      { numRuns: 2000 },
    )
  })
})
