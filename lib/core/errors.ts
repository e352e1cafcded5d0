/**
 * Everything that can go wrong by a caller's doing, or that a caller must be told. One entry a code: the HTTP status
 * and the title. `docs/errors/<code>.md` says what to check. Anything else that is thrown is `internal`.
 */
export const errorCatalogue = {
  unauthenticated: { status: 401, title: 'Sign in, or send a valid token' },
  invalid_credentials: { status: 401, title: 'E-mail or password is wrong' },
  too_many_attempts: { status: 429, title: 'Too many attempts' },
  forbidden: { status: 403, title: 'Your role does not allow this' },
  not_found: { status: 404, title: 'Not found' },
  invalid_input: { status: 400, title: 'Some of what was sent is not valid' },
  invalid_document: { status: 422, title: 'The document cannot be imported' },
  document_too_large: { status: 413, title: 'The document is too large' },
  address_refused: { status: 422, title: 'The address may not be fetched' },
  address_unreachable: { status: 422, title: 'The address did not answer' },
  conflict: { status: 409, title: 'It conflicts with what is there' },
  invalid_state: { status: 409, title: 'Not possible in the present state' },
  idempotency_conflict: { status: 409, title: 'The Idempotency-Key was used for another call' },
  idempotency_in_progress: { status: 409, title: 'A call with this Idempotency-Key is still at work' },
  payload_too_large: { status: 413, title: 'The request body is too large' },
  unsupported_media_type: { status: 415, title: 'Send application/json' },
  method_not_allowed: { status: 405, title: 'The method is not allowed here' },
  unavailable: { status: 503, title: 'A part of the platform does not answer' },
  internal: { status: 500, title: 'Something went wrong on our side' },
} as const satisfies Record<string, { status: number; title: string }>

export type ErrorCode = keyof typeof errorCatalogue

/** Messages by field path, e.g. `{ "rateLimit.requests": "Must be 1 or more" }`. */
export type FieldErrors = Record<string, string>

type ErrorOptions = { fields?: FieldErrors; extra?: Record<string, unknown>; cause?: unknown }

/** The one error class. `message` is written for the person who caused it and names the way out. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly fields: FieldErrors | undefined
  /** Further members of the problem document, e.g. `problems` of a refused document. */
  readonly extra: Record<string, unknown> | undefined

  constructor(code: ErrorCode, message: string, options: ErrorOptions = {}) {
    super(message, { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.fields = options.fields
    this.extra = options.extra
  }

  get status(): number {
    return errorCatalogue[this.code].status
  }
}

/** Throws `not_found`: also for what exists but belongs to another organization. */
export function notFound(what: string, id: string): never {
  throw new AppError('not_found', `There is no ${what} ${id}, or it is not yours to see.`)
}

/** Throws `invalid_input` for one field. */
export function invalidField(field: string, message: string): never {
  throw new AppError('invalid_input', message, { fields: { [field]: message } })
}

/** RFC 9457 problem document. Unknown errors keep their message to themselves and show the request id. */
export type Problem = {
  type: string
  title: string
  status: number
  detail: string
  code: ErrorCode
  requestId?: string
  fields?: FieldErrors
  [member: string]: unknown
}

/** Turns anything that was thrown into a problem document. */
export function toProblem(error: unknown, requestId?: string): Problem {
  const known = error instanceof AppError ? error : null
  const code = known?.code ?? 'internal'
  return {
    type: `/docs/errors/${code}`,
    title: errorCatalogue[code].title,
    status: errorCatalogue[code].status,
    detail: known?.message ?? 'It was logged. Try again, and give the request id if it persists.',
    code,
    ...(requestId && { requestId }),
    ...(known?.fields && { fields: known.fields }),
    ...known?.extra,
  }
}
