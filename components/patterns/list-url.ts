/** The parts of a list's URL that paging and sorting own: `sort`, `cursor`, `trail` (the cursors of earlier pages). */

type Query = Iterable<[string, string]> | Record<string, string | string[] | undefined> | string

const trailMax = 20

const read = (query: Query): URLSearchParams => {
  if (typeof query === 'string') return new URLSearchParams(query)
  const entries = Symbol.iterator in query ? [...query] : flatEntries(query)
  return new URLSearchParams(entries)
}

const flatEntries = (query: Record<string, string | string[] | undefined>): [string, string][] =>
  Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [value].flat().map((one): [string, string] => [name, one]),
  )

const write = (params: URLSearchParams): string => {
  const text = params.toString()
  return text ? `?${text}` : '?'
}

export type Sort = { column: string; direction: 'asc' | 'desc' }

/** `name` is ascending, `-name` descending. */
export function parseSort(value: string | null | undefined): Sort | null {
  if (!value) return null
  return value.startsWith('-')
    ? { column: value.slice(1), direction: 'desc' }
    : { column: value, direction: 'asc' }
}

/** Query for a click on a column's head: ascending, descending, unsorted in turn. Starts at the first page again. */
export function sortQuery(query: Query, column: string, fallback?: string): string {
  const params = read(query)
  const sort = parseSort(params.get('sort') ?? fallback)
  params.delete('cursor')
  params.delete('trail')
  if (sort?.column !== column) params.set('sort', column)
  else if (sort.direction === 'asc') params.set('sort', `-${column}`)
  else if (fallback === `-${column}`) params.set('sort', column)
  else params.delete('sort')
  return write(params)
}

export type PageQueries = { previous: string | null; next: string | null; page: number }

/** Queries of the neighbour pages; null where there is none. `page` counts from 1. */
export function pageQueries(query: Query, nextCursor: string | null): PageQueries {
  const params = read(query)
  const cursor = params.get('cursor')
  const trail = params.get('trail')?.split(',').filter(Boolean) ?? []
  return {
    previous: cursor ? step(params, trail.at(-1) ?? null, trail.slice(0, -1)) : null,
    next: nextCursor ? step(params, nextCursor, cursor ? [...trail, cursor] : trail) : null,
    page: cursor ? trail.length + 2 : 1,
  }
}

function step(params: URLSearchParams, cursor: string | null, trail: string[]): string {
  const copy = new URLSearchParams(params)
  copy.delete('cursor')
  copy.delete('trail')
  if (cursor) copy.set('cursor', cursor)
  if (trail.length > 0) copy.set('trail', trail.slice(-trailMax).join(','))
  return write(copy)
}
