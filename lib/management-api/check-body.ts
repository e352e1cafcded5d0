import type { z } from 'zod'
import type { $ZodType, $ZodTypes } from 'zod/v4/core'
import { AppError } from '#lib/core/errors.ts'
import { parse } from '#lib/core/parse.ts'

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const join = (path: string, key: string | number): string => (path ? `${path}.${key}` : String(key))

function ofObject(
  def: Extract<$ZodTypes['_zod']['def'], { type: 'object' }>,
  value: unknown,
  path: string,
): string[] {
  if (!isRecord(value)) return []
  return Object.entries(value).flatMap(([key, member]) => {
    const schema = Object.hasOwn(def.shape, key) ? def.shape[key] : def.catchall
    return schema ? unknownMembers(schema, member, join(path, key)) : [join(path, key)]
  })
}

/** Paths of members that the schema does not name. What a schema parses loosely (records, unions of texts) is not entered. */
export function unknownMembers(schema: $ZodType, value: unknown, path = ''): string[] {
  const { def } = (schema as $ZodTypes)._zod
  switch (def.type) {
    case 'object':
      return ofObject(def, value, path)
    case 'array':
      return Array.isArray(value)
        ? value.flatMap((item, i) => unknownMembers(def.element, item, join(path, i)))
        : []
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'nonoptional':
    case 'readonly':
    case 'catch':
      return unknownMembers(def.innerType, value, path)
    case 'pipe':
      return unknownMembers(def.in, value, path)
    case 'union': {
      const found = def.options.map((option) => unknownMembers(option, value, path))
      return found.find((members) => members.length === 0) ?? found[0] ?? []
    }
    default:
      return []
  }
}

/** Throws `invalid_input` at each member that is unknown (a typing error would otherwise be a silent default), or wrong. */
export function checkBody(schema: z.ZodType, json: unknown): void {
  const unknown = unknownMembers(schema, json)
  if (unknown.length > 0) {
    const fields = Object.fromEntries(unknown.map((path) => [path, 'This call has no such member.']))
    throw new AppError('invalid_input', `${unknown[0]}: This call has no such member.`, { fields })
  }
  parse(schema, json)
}
