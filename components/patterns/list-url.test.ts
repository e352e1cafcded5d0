import { describe, expect, it } from 'vitest'
import { pageQueries, parseSort, sortQuery } from './list-url.ts'

describe('sort in the URL', () => {
  it('turns ascending, descending, unsorted', () => {
    expect(sortQuery('q=a', 'name')).toBe('?q=a&sort=name')
    expect(sortQuery('sort=name', 'name')).toBe('?sort=-name')
    expect(sortQuery('sort=-name', 'name')).toBe('?')
  })
  it('starts at the first page again', () => {
    expect(sortQuery('cursor=c2&trail=c1&q=a', 'name')).toBe('?q=a&sort=name')
  })
  it('turns the default order around instead of naming it', () => {
    expect(sortQuery('', 'createdAt', '-createdAt')).toBe('?sort=createdAt')
  })
  it('reads direction from the sign', () => {
    expect(parseSort('-name')).toEqual({ column: 'name', direction: 'desc' })
    expect(parseSort('')).toBeNull()
  })
})

describe('pages in the URL', () => {
  it('goes forth and back over the same cursors', () => {
    const first = pageQueries('status=active', 'c1')
    expect(first).toEqual({ previous: null, next: '?status=active&cursor=c1', page: 1 })
    const second = pageQueries(first.next!, 'c2')
    expect(second).toEqual({ previous: '?status=active', next: '?status=active&cursor=c2&trail=c1', page: 2 })
    const third = pageQueries(second.next!, null)
    expect(third).toEqual({ previous: '?status=active&cursor=c1', next: null, page: 3 })
  })
  it('reads what a page gets as searchParams', () => {
    expect(pageQueries({ cursor: 'c1', tag: ['a', 'b'], q: undefined }, null).previous).toBe('?tag=a&tag=b')
  })
})
