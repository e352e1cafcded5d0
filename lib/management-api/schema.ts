import { z } from 'zod'
import { DocumentProblem } from '#lib/api/schema.ts'
import { type ErrorCode, errorCatalogue } from '#lib/core/errors.ts'
import { PageInput } from '#lib/core/page.ts'

/** Calls that take no input: nothing, or an empty object. */
export const NoBody = z.object({})

/** A moment: `Date` inside, RFC 3339 in UTC outside. */
export const Moment = z
  .date()
  .meta({ override: { type: 'string', format: 'date-time' }, examples: ['2026-11-21T14:02:10.123Z'] })

/** An amount: `bigint` inside, a whole number of minor units (cents) outside. */
export const MinorUnits = z
  .bigint()
  .transform(Number)
  .pipe(z.int())
  .meta({
    description: 'Minor units of the currency (cents).',
    examples: [1250],
  })

export const Revision = z.int().meta({
  description:
    'The configuration revision that carries this change. `GET /revisions/{revision}` shows where it is enforced.',
  examples: [42],
})

const codes = Object.keys(errorCatalogue) as [ErrorCode, ...ErrorCode[]]

export const ProblemSchema = z
  .looseObject({
    type: z.string().meta({ description: 'Leads to the page about this code.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: 'What happened and the way out.' }),
    code: z.enum(codes),
    requestId: z.string().meta({ description: 'Also in `X-Request-Id`. Names the call in the log.' }),
    fields: z.record(z.string(), z.string()).optional().meta({ description: 'One message a field.' }),
  })
  .extend({
    problems: z
      .array(DocumentProblem)
      .optional()
      .meta({ description: 'Of `invalid_document`: each with its place.' }),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem document.' })

/** Query of every list. */
export const PageQuery = PageInput

/** One page of a list. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    data: z.array(item),
    nextCursor: z
      .string()
      .nullable()
      .meta({ description: 'Send it as `cursor` for the next page; null on the last.' }),
  })
