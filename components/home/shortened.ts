import { isObject, type Json } from '#lib/api/schema/json.ts'

const MEMBERS_MAX = 6
const DEPTH_MAX = 3

function cut(value: Json, depth: number): Json {
  if (Array.isArray(value)) return value.slice(0, 1).map((item) => cut(item, depth + 1))
  if (!isObject(value)) return value
  const members = Object.entries(value).filter(([, member]) => depth < DEPTH_MAX || !isObject(member))
  return Object.fromEntries(
    members.slice(0, MEMBERS_MAX).map(([name, member]) => [name, cut(member, depth + 1)]),
  )
}

/** An example answer for a glance: of lists the first item, of objects the first members. Text that is no JSON stays. */
export function shortened(text: string): string {
  try {
    return JSON.stringify(cut(JSON.parse(text) as Json, 0), null, 2)
  } catch {
    return text
  }
}
