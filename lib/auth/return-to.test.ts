import { describe, expect, it } from 'vitest'
import { safeReturnTo } from './return-to.ts'

describe('where a sign-in leads', () => {
  it.each(['/', '/console/banking?tab=keys#k', '/applications'])('keeps %s', (path) => {
    expect(safeReturnTo(path)).toBe(path)
  })
  it.each([
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    '/\t/evil.example/',
    '/..//evil.example',
    'javascript:alert(1)',
    '/sign-in?returnTo=/',
    '/sign-out',
    ['/a', '/b'],
    undefined,
  ])('turns %s into the home page', (value) => {
    expect(safeReturnTo(value)).toBe('/')
  })
})
