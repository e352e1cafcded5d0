import { isWellFormedKey, KEY_PREFIX } from '#gateway-sync/contract/index.ts'
import type { RequestHead } from './request-head.ts'
import type { CompiledRoute } from './route.ts'

export const NO_KEY = 0
export const ONE_KEY = 1
export const TOO_MANY_KEYS = 2

/** The result of the last `findKey`; read at once. */
export const found = { key: '', query: '' }

/**
 * Takes the key out of a request: looks where the route accepts one, and takes whatever is or resembles a key out of
 * the headers and the query that go to the upstream. `query` includes its `?`, or is empty.
 */
export function findKey(head: RequestHead, query: string, route: CompiledRoute): number {
  let keys = 0
  found.key = ''
  found.query = query
  if (head.keys !== null) keys += fromHeaders(head, route)
  if (head.authorization !== '') keys += fromAuthorization(head, route, keys > 0)
  if (query !== '' && (route.keyParameters.size > 0 || query.includes(KEY_PREFIX)))
    keys += fromQuery(query, route)
  return keys === 0 ? NO_KEY : keys === 1 ? ONE_KEY : TOO_MANY_KEYS
}

function fromHeaders(head: RequestHead, route: CompiledRoute): number {
  let keys = 0
  let twins = 0
  for (const { class: known, value } of head.keys!) {
    if (!route.keyHeaders.has(known.canonical)) {
      if (!isWellFormedKey(value)) head.forward.push(known.name, value)
    } else if (known.isTwin) twins++
    else {
      keys++
      found.key = value
    }
  }
  // An underscore twin is no place for a key, but beside a key it is a second one.
  return keys > 0 ? keys + twins : 0
}

function fromAuthorization(head: RequestHead, route: CompiledRoute, hasKey: boolean): number {
  const value = head.authorization
  if (route.keyHeaders.has('authorization')) {
    found.key = value
    return 1
  }
  const isBearer = /^bearer /i.test(value)
  const token = isBearer ? value.slice(7).trim() : value
  const isKey = token.startsWith(KEY_PREFIX)
  if (route.isBearerAccepted && isBearer && (isKey || !hasKey)) {
    found.key = token
    return 1
  }
  if (!isKey) head.forward.push('authorization', value)
  return 0
}

function fromQuery(query: string, route: CompiledRoute): number {
  let keys = 0
  const kept = []
  for (const part of query.slice(1).split('&')) {
    const equals = part.indexOf('=')
    const name = decode(equals < 0 ? part : part.slice(0, equals))
    const value = equals < 0 ? '' : decode(part.slice(equals + 1))
    if (route.keyParameters.has(name)) {
      keys++
      found.key = value
    } else if (!isWellFormedKey(value)) kept.push(part)
  }
  found.query = kept.length === 0 ? '' : `?${kept.join('&')}`
  return keys
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}
