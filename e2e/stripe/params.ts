import { z } from 'zod'
import { invalid, StripeFault } from './errors.ts'

/** What a form holds is text. */
export const integer = z
  .string()
  .regex(/^-?\d+$/, 'Invalid integer')
  .transform(Number)
export const boolean = z.enum(['true', 'false']).transform((value) => value === 'true')
export const text = z.string()
export const metadata = z.record(z.string(), z.string().max(500))
export const emptyable = <S extends z.ZodType>(schema: S) => z.union([z.literal(''), schema])

/**
 * Parameters of a call. The compiler holds every name against Stripe's own type `P`, and what is not named here is refused
 * as Stripe refuses what it does not know.
 */
export const paramsOf =
  <P>() =>
  <S extends Record<string, z.ZodType>>(shape: S & Record<Exclude<keyof S, keyof P>, never>) =>
    z.strictObject(shape as S)

const paramName = (path: PropertyKey[]): string => {
  const [first, ...rest] = path.map(String)
  return `${first ?? ''}${rest.map((key) => `[${key}]`).join('')}`
}

/** Reads a call's parameters, or throws as Stripe answers: `parameter_unknown`, `parameter_missing` or an invalid one. */
export function readParams<S extends z.ZodType>(schema: S, form: unknown): z.output<S> {
  const result = schema.safeParse(form)
  if (result.success) return result.data
  const issue = result.error.issues[0]!
  if (issue.code === 'unrecognized_keys') {
    const param = paramName([...issue.path, issue.keys[0]!])
    throw invalid(`Received unknown parameter: ${param}`, { code: 'parameter_unknown', param })
  }
  const param = paramName(issue.path)
  const isMissing = issue.code === 'invalid_type' && issue.input === undefined
  if (isMissing) throw invalid(`Missing required param: ${param}.`, { code: 'parameter_missing', param })
  throw new StripeFault(400, { type: 'invalid_request_error', message: `${issue.message}: ${param}`, param })
}
