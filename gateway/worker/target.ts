/** Plain paths, the great majority, are recognised in one look: no escapes, parameters, dot segments or doubled slashes. */
const PLAIN = /^(?:\/[A-Za-z0-9_~!$&'()*+,=:@-][A-Za-z0-9_~!$&'()*+,=:@.-]*)*\/?$/
const ALLOWED = /^[\x21-\x7e]*$/
const DOTS = /^\.{1,2}$/

/**
 * What is wrong with a request target, or null. Only origin form is accepted, and nothing that an upstream could read
 * as another path than the gateway does: dot segments in any spelling, doubled slashes, backslashes, fragments.
 */
export function faultOfTarget(target: string, pathLength: number): string | null {
  const path = pathLength === target.length ? target : target.slice(0, pathLength)
  if (!(PLAIN.test(path) || path === '/')) {
    const fault = faultOfPath(path)
    if (fault !== null) return fault
  }
  if (pathLength < target.length && (target.includes('#', pathLength) || !ALLOWED.test(target))) {
    return 'the query holds a character that must be percent-encoded'
  }
  return null
}

function faultOfPath(path: string): string | null {
  if (path[0] !== '/') return 'the request target must be a path'
  if (!ALLOWED.test(path) || /[#\\"<>^`{|}]/.test(path))
    return 'the path holds a character that must be percent-encoded'
  let decoded: string
  try {
    decoded = decodeURIComponent(path)
  } catch {
    return 'the path holds a broken percent-encoding'
  }
  return faultOfDecoded(decoded) ?? (decoded.includes('%') ? faultOfDecoded(decodeBytes(decoded)) : null)
}

/** What an upstream may decode a second time must not become another path either. */
const decodeBytes = (text: string): string =>
  text.replaceAll(/%([0-9a-f]{2})/gi, (_escape, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

function faultOfDecoded(path: string): string | null {
  if (/\p{Cc}|\\/u.test(path)) return 'the path holds an encoded control character or backslash'
  if (path.includes('//') || path.includes('/;')) return 'the path holds an empty segment'
  for (const segment of path.split('/')) {
    if (DOTS.test(segment.split(';', 1)[0]!)) return 'the path holds a dot segment'
  }
  return null
}

/** Where the path ends in a target: at the query, or at the end. */
export function pathLengthOf(target: string): number {
  const at = target.indexOf('?')
  return at < 0 ? target.length : at
}
