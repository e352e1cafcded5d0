import type { Json, JsonObject } from '#lib/api/schema/json.ts'

type Bound = { low: Json | undefined; high: Json | undefined; isOpenLow: boolean; isOpenHigh: boolean }

/** 3.0 says `exclusiveMinimum: true` beside `minimum`, 3.1 gives the number itself. */
function boundsOf(schema: JsonObject): Bound {
  const { exclusiveMinimum, exclusiveMaximum } = schema
  return {
    low: typeof exclusiveMinimum === 'number' ? exclusiveMinimum : schema.minimum,
    high: typeof exclusiveMaximum === 'number' ? exclusiveMaximum : schema.maximum,
    isOpenLow: typeof exclusiveMinimum === 'number' || exclusiveMinimum === true,
    isOpenHigh: typeof exclusiveMaximum === 'number' || exclusiveMaximum === true,
  }
}

function range(schema: JsonObject): string[] {
  const { low, high, isOpenLow, isOpenHigh } = boundsOf(schema)
  const parts = [
    typeof low === 'number' && `${isOpenLow ? '>' : '≥'} ${low}`,
    typeof high === 'number' && `${isOpenHigh ? '<' : '≤'} ${high}`,
  ].filter((part) => part !== false)
  return parts.length > 0 ? [parts.join(', ')] : []
}

const UNITS = {
  Length: ['character', 'characters'],
  Items: ['item', 'items'],
  Properties: ['member', 'members'],
} as const

function sizes(schema: JsonObject): string[] {
  return Object.entries(UNITS).flatMap(([kind, [one, many]]) => {
    const [low, high] = [schema[`min${kind}`], schema[`max${kind}`]]
    if (typeof low === 'number' && low === high) return [`${low} ${low === 1 ? one : many}`]
    if (typeof low === 'number' && typeof high === 'number') return [`${low} to ${high} ${many}`]
    if (typeof high === 'number') return [`at most ${high} ${high === 1 ? one : many}`]
    return typeof low === 'number' && low > 0 ? [`at least ${low} ${low === 1 ? one : many}`] : []
  })
}

/** Format and limits of a schema in words, e.g. `date-time`, `≥ 1, ≤ 100`, `1 to 35 characters`. */
export function constraintsOf(schema: JsonObject): string[] {
  const { format, pattern, multipleOf } = schema
  return [
    ...(typeof format === 'string' ? [format] : []),
    ...range(schema),
    ...sizes(schema),
    ...(typeof multipleOf === 'number' ? [`multiple of ${multipleOf}`] : []),
    ...(typeof pattern === 'string' ? [`matches ${pattern}`] : []),
    ...(schema.uniqueItems === true ? ['no item twice'] : []),
  ]
}
