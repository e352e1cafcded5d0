import { describe, expect, it } from 'vitest'
import { type Operation, operation } from './operation.ts'
import { createRouter } from './router.ts'

const declare = (id: string, method: Operation['method'], path: string) =>
  operation({ id, method, path, tag: 't', summary: id, run: async () => undefined })

const route = createRouter([
  declare('get', 'GET', '/apis/{id}'),
  declare('remove', 'DELETE', '/apis/{apiId}'),
  declare('import', 'POST', '/apis/import'),
  declare('version', 'GET', '/apis/{apiId}/versions/{number}'),
])
const found = (method: string, path: string) => {
  const match = route(method, path)
  return match.kind === 'found' ? [match.operation.id, match.params] : match
}

describe('createRouter', () => {
  it('gives each operation its own parameter names, decoded', () => {
    expect(found('GET', '/apis/a%20b')).toEqual(['get', { id: 'a b' }])
    expect(found('DELETE', '/apis/x')).toEqual(['remove', { apiId: 'x' }])
    expect(found('GET', '/apis/x/versions/2')).toEqual(['version', { apiId: 'x', number: '2' }])
  })

  it('prefers literals to parameters', () => {
    expect(found('POST', '/apis/import')).toEqual(['import', {}])
    expect(found('GET', '/apis/import')).toEqual({ kind: 'wrong_method', allow: ['POST'] })
  })

  it('names the methods of a path that is known', () => {
    expect(found('PUT', '/apis/x')).toEqual({ kind: 'wrong_method', allow: ['DELETE', 'GET'] })
  })

  it.each([
    '',
    '/',
    '/apis',
    '/apis/',
    '/apis/x/',
    '/apis//versions/2',
    '/apis/%',
    '/apis/%00',
    `/apis/${'x'.repeat(201)}`,
  ])('does not know %j', (path) => expect(found('GET', path)).toEqual({ kind: 'unknown' }))

  it('refuses what is declared twice', () => {
    expect(() => createRouter([declare('a', 'GET', '/x/{a}'), declare('b', 'GET', '/x/{b}')])).toThrow(
      'twice',
    )
    expect(() => createRouter([declare('a', 'GET', '/x'), declare('a', 'GET', '/y')])).toThrow('twice')
  })
})
