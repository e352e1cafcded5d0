const ESCAPES = /\\u(?:0000|d[89a-f])/i

export const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed()

/**
 * Path of the first text that PostgreSQL cannot store (U+0000, half a surrogate pair), or null. `source` is the JSON
 * that `value` was parsed from: such text can only come from an escape, so most bodies need no walk.
 */
export function findUnstorableText(value: unknown, source: string): string | null {
  if (!ESCAPES.test(source)) return null
  const waiting: { value: unknown; path: string }[] = [{ value, path: '' }]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, path } = next
    if (typeof value === 'string' && !isStorable(value)) return path || '_'
    if (typeof value !== 'object' || value === null) continue
    for (const [key, member] of Object.entries(value)) {
      if (!isStorable(key)) return path || '_'
      waiting.push({ value: member, path: path ? `${path}.${key}` : key })
    }
  }
  return null
}
