import { isObject, type Json } from '../schema/json.ts'

/** A place in a document, linked to the one around it: cheap to carry along a walk. */
export type Place = { parent: Place; key: string | number } | null

const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1')
const unescaped = (key: string): string => key.replaceAll('~1', '/').replaceAll('~0', '~')

/** RFC 6901 pointer of a place, e.g. `/paths/~1accounts/get`; empty for the whole document. */
export function pointerOf(place: Place): string {
  const keys: string[] = []
  for (let at = place; at; at = at.parent) keys.unshift(escaped(String(at.key)))
  return keys.map((key) => `/${key}`).join('')
}

/** Keys of an RFC 6901 pointer. */
export const keysOf = (pointer: string): string[] =>
  pointer === '' ? [] : pointer.slice(1).split('/').map(unescaped)

/** A pointer made of keys. */
export const toPointer = (...keys: (string | number)[]): string =>
  keys.map((key) => `/${escaped(String(key))}`).join('')

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}

/** The value that a local reference (`#` or `#/…`) leads to; undefined when nothing is there. */
export function valueAt(root: Json, reference: string): Json | undefined {
  let at: Json | undefined = root
  for (const key of keysOf(decoded(reference.slice(1)))) {
    if (Array.isArray(at)) at = at[Number(key)]
    else if (isObject(at) && Object.hasOwn(at, key)) at = at[key]
    else return undefined
  }
  return at
}
