import { z } from 'zod'
import { AppError } from '#lib/core/errors.ts'

/** What calls that import a document take: the document itself, or where to fetch it. */
export const documentInput = {
  document: z
    .union([z.string(), z.record(z.string(), z.unknown())])
    .optional()
    .meta({
      description: 'OpenAPI 2.0, 3.0 or 3.1: an object, or JSON or YAML text, which is kept byte for byte.',
    }),
  documentUrl: z
    .url({ protocol: /^https?$/, error: 'Give an address that begins with http:// or https://' })
    .optional()
    .meta({ description: 'In the place of `document`. Addresses in private networks are refused.' }),
}

/** A document that was sent as an object, as text that problems can point into. Throws `invalid_document`. */
export function documentText<Input extends { document?: string | Record<string, unknown> | undefined }>(
  input: Input,
): Omit<Input, 'document'> & { document?: string | undefined } {
  const { document, ...rest } = input
  if (typeof document !== 'object') return { ...rest, document }
  try {
    return { ...rest, document: JSON.stringify(document, null, 2) }
  } catch (error) {
    throw new AppError('invalid_document', 'The document is nested too deeply.', { cause: error })
  }
}
