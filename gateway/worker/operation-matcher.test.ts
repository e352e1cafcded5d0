import { describe, expect, it } from 'vitest'
import { OperationMatcher } from './operation-matcher.ts'

const matcher = new OperationMatcher([
  { id: 'list', method: 'GET', path: '/accounts' },
  { id: 'get', method: 'GET', path: '/accounts/{accountId}' },
  { id: 'mine', method: 'get', path: '/accounts/mine' },
  { id: 'entries', method: 'GET', path: '/accounts/{accountId}/entries' },
  { id: 'close', method: 'POST', path: '/accounts/{accountId}/close' },
])

describe('operation matcher', () => {
  it('finds by template, literal segments first, with the method', () => {
    expect(matcher.match('GET', '/accounts')).toBe('list')
    expect(matcher.match('GET', '/accounts/')).toBe('list')
    expect(matcher.match('GET', '/accounts/7')).toBe('get')
    expect(matcher.match('GET', '/accounts/mine')).toBe('mine')
    expect(matcher.match('POST', '/accounts/7/close')).toBe('close')
  })

  it('goes back from a literal segment that leads nowhere', () => {
    expect(matcher.match('GET', '/accounts/mine/entries')).toBe('entries')
  })

  it('finds nothing for other methods and paths, and the same when asked again', () => {
    for (let i = 0; i < 2; i++) {
      expect(matcher.match('DELETE', '/accounts')).toBe('')
      expect(matcher.match('GET', '/accounts/7/8/9')).toBe('')
    }
  })
})
