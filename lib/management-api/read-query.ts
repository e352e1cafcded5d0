import type { z } from 'zod'
import { invalidField } from '#lib/core/errors.ts'
import { parse } from '#lib/core/parse.ts'
import { isStorable } from './unstorable-text.ts'

/** Parses the query by its schema; a member that is unknown or sent twice is refused. Blank counts as absent. */
export function readQuery(url: URL, schema: z.ZodObject | undefined): unknown {
  const members: Record<string, string> = {}
  for (const [name, value] of url.searchParams) {
    if (!schema || !Object.hasOwn(schema.shape, name)) invalidField(name, 'This call has no such parameter.')
    if (Object.hasOwn(members, name)) invalidField(name, 'Send it once.')
    if (!isStorable(value)) invalidField(name, 'Leave out the character U+0000 and lone surrogates.')
    if (value !== '') members[name] = value
  }
  return schema ? parse(schema, members) : {}
}
