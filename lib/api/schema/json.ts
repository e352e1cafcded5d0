/** What a JSON or YAML text holds once it is read. */
export type Json = null | boolean | number | string | Json[] | JsonObject
export type JsonObject = { [key: string]: Json }

/** True for an object that is no array. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The object at a key, or an empty one: for members that may be absent or of a wrong type. */
export const objectAt = (value: Json | undefined, key: string): JsonObject => {
  const member = isObject(value) ? value[key] : undefined
  return isObject(member) ? member : {}
}

/** The text at a key, or empty. */
export const textAt = (value: Json | undefined, key: string): string => {
  const member = isObject(value) ? value[key] : undefined
  return typeof member === 'string' ? member : ''
}

/** The list at a key, or an empty one. */
export const listAt = (value: Json | undefined, key: string): Json[] => {
  const member = isObject(value) ? value[key] : undefined
  return Array.isArray(member) ? member : []
}
