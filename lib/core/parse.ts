import type { z } from 'zod'
import { AppError, type FieldErrors } from './errors.ts'

/** Parses input by its schema, or throws `invalid_input` with one message a field (the first one found). */
export function parse<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const result = schema.safeParse(input)
  if (result.success) return result.data
  const fields: FieldErrors = {}
  for (const issue of result.error.issues) {
    const path = issue.path.map(String).join('.') || '_'
    fields[path] ??= issue.message
  }
  const [path, message] = Object.entries(fields)[0]!
  throw new AppError('invalid_input', path === '_' ? message : `${path}: ${message}`, { fields })
}
