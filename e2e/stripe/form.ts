export type FormValue = string | FormValue[] | { [key: string]: FormValue }

const isIndex = (key: string): boolean => /^\d+$/.test(key) || key === ''

/** Lists are written `a[0]`, `a[1]`, or `a[]`. */
function asLists(value: FormValue): FormValue {
  if (typeof value === 'string' || Array.isArray(value)) return value
  const entries = Object.entries(value).map(([key, member]) => [key, asLists(member)] as const)
  if (entries.length > 0 && entries.every(([key]) => isIndex(key))) return entries.map(([, member]) => member)
  return Object.fromEntries(entries)
}

/** Reads `a[b][0][c]=d` as Stripe does: objects and lists of text. */
export function parseForm(text: string): Record<string, FormValue> {
  const root: { [key: string]: FormValue } = Object.create(null)
  for (const [name, value] of new URLSearchParams(text)) {
    const [first = '', ...rest] = name.split('[').map((part) => part.replace(/\]$/, ''))
    const path = [first, ...rest]
    let place = root
    for (const key of path.slice(0, -1)) {
      const next = place[key]
      if (typeof next === 'object' && !Array.isArray(next)) place = next
      else place = place[key] = Object.create(null) as { [key: string]: FormValue }
    }
    place[path.at(-1)!] = value
  }
  return Object.fromEntries(Object.entries(root).map(([key, value]) => [key, asLists(value)]))
}
