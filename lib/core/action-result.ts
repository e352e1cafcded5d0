import type { ErrorCode, FieldErrors } from './errors.ts'

/** What a server action answers: data, or an error fit to be shown at the form's fields. */
export type ActionError = {
  code: ErrorCode
  message: string
  fields?: FieldErrors
  requestId?: string
  /** e.g. `problems` of a refused document */
  extra?: Record<string, unknown>
}
export type ActionResult<T = undefined> = { ok: true; data: T } | { ok: false; error: ActionError }
