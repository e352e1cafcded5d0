import { describe, expect, it } from 'vitest'
import { diffJsonLines, maskSecrets } from './diff-lines.ts'

const kinds = (before: unknown, after: unknown) =>
  diffJsonLines(before, after).map((line) => `${line.kind[0]} ${line.text.trim()}`)

describe('diff of two JSON values', () => {
  it('shows only what changed, whatever the order of the keys', () => {
    expect(kinds({ a: 1, b: 2 }, { b: 3, a: 1 })).toEqual(['s {', 's "a": 1,', 'r "b": 2', 'a "b": 3', 's }'])
  })
  it('shows a creation as added and a removal as removed', () => {
    expect(diffJsonLines(null, { a: 1 }).every((line) => line.kind === 'added')).toBe(true)
    expect(diffJsonLines({ a: 1 }, undefined).every((line) => line.kind === 'removed')).toBe(true)
  })
  it('folds long equal stretches', () => {
    const many = Object.fromEntries(
      Array.from({ length: 20 }, (_, n) => [`k${String(n).padStart(2, '0')}`, n]),
    )
    const lines = diffJsonLines(many, { ...many, k19: 'x' })
    expect(lines[0]).toEqual({ kind: 'gap', text: '17 unchanged lines' })
  })
  it('never shows secrets, however deep', () => {
    const masked = JSON.stringify(
      maskSecrets({ a: [{ tokenDigest: 'ab12', keyPrefix: 'gh_live' }], password: 'p' }),
    )
    expect(masked).not.toContain('ab12')
    expect(masked).not.toContain('"p"')
    expect(masked).toContain('gh_live')
  })
})
